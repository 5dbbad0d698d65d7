import { Badge, Text } from '@mantine/core';
import type { Source } from '../wire/shapes.ts';
import { agoInWords, instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { SourceSaid } from './source-said.tsx';

const COLOURS: Readonly<Record<Source['standing']['health'], string>> = {
  new: 'gray',
  fresh: 'green',
  quiet: 'yellow',
  empty: 'yellow',
  broken: 'red',
  answers: 'green',
};

/** How a source does, in a word. */
export function Health({ source: { standing, status } }: { readonly source: Source }) {
  const { sources: words } = useWords();
  if (status !== 'active') {
    return (
      <Badge variant="default" tt="none">
        {words.status[status]}
      </Badge>
    );
  }
  const isKnown = standing.isUsed || standing.health === 'new';
  return (
    <Badge variant="default" tt="none" leftSection={<Dot colour={isKnown ? COLOURS[standing.health] : 'gray'} />}>
      {isKnown ? words.health[standing.health] : words.read}
    </Badge>
  );
}

/** Says nothing that the word beside it does not. */
function Dot({ colour }: { readonly colour: string }) {
  return (
    <svg width={8} height={8} aria-hidden="true">
      <circle cx={4} cy={4} r={4} fill={`var(--mantine-color-${colour}-6)`} />
    </svg>
  );
}

/** Since when it is so, why, and when it is read again: one line below a source. */
export function HealthLine({ source: { standing, status } }: { readonly source: Source }) {
  const words = useWords();
  const { since, reason, nextAt, isUsed, gaveAt } = standing;
  const facts = [
    since !== undefined && words.sources.since(instantInWords(since, words)),
    gaveAt !== undefined &&
      standing.health !== 'fresh' &&
      `${words.sources.gaveAt}${words.colon}${agoInWords(gaveAt, words)}`,
    nextAt !== undefined && `${words.sources.nextAt}${words.colon}${agoInWords(nextAt, words)}`,
    status === 'active' && !isUsed && words.sources.notUsed,
  ];
  return (
    <>
      {reason && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <SourceSaid said={reason} />
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </>
  );
}
