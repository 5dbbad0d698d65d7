import { Box, Code, Text } from '@mantine/core';
import type { WholeHit } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

type Explanation = NonNullable<WholeHit['explanation']>;

/** The tree of what was asked, with what of it holds, and the amounts as they were found and as they were converted. */
export function Reason({ explanation }: { readonly explanation: Explanation }) {
  return (
    <Box component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      <Part part={explanation} />
    </Box>
  );
}

function Part({ part }: { readonly part: Explanation }) {
  const { expression, holds, spans, amounts, parts } = part;
  return (
    <li>
      <Text span c={holds ? 'green' : 'dimmed'} aria-hidden>
        {holds ? '✓' : '·'}{' '}
      </Text>
      <Code style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{expression}</Code>{' '}
      {spans.length > 0 && (
        <Text span size="xs" c="dimmed">
          ×{spans.length}
        </Text>
      )}
      {numbered(amounts ?? []).map(({ item, number }) => (
        <Amount key={number} amount={item} />
      ))}
      {parts.length > 0 && (
        <Box component="ul" m={0} pl="md" style={{ listStyle: 'none' }}>
          {numbered(parts).map(({ item, number }) => (
            <Part key={number} part={item} />
          ))}
        </Box>
      )}
    </li>
  );
}

type Found = NonNullable<Explanation['amounts']>[number];

function Amount({ amount: { value, currency, converted } }: { readonly amount: Found }) {
  const words = useWords();
  const money = (figure: number, code: string): string => `${figure.toLocaleString(words.locale)} ${code}`;
  return (
    <Text size="sm" pl="md">
      {money(value, currency)}
      {converted &&
        ` = ${words.triage.converted(money(Math.round(converted.value), converted.currency), dayInWords(converted.day, words))}`}
    </Text>
  );
}

/** The parts of an explanation keep their places, and nothing else tells them apart. */
function numbered<Item>(items: readonly Item[]) {
  return items.map((item, number) => ({ item, number }));
}
