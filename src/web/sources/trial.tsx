import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import type { TriedSource } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { SourceSaid } from './source-said.tsx';

/** What a source would give now. */
export function Trial({ tried }: { readonly tried: TriedSource }) {
  const { sources: words } = useWords();
  const { items, isWhole, findings, failure } = tried;
  return (
    <Paper withBorder p="md" component="section" aria-live="polite">
      <Stack gap="sm">
        {failure && (
          <Alert color="red" title={words.triedFailed}>
            <SourceSaid said={failure} isWhole />
          </Alert>
        )}
        {(items.length > 0 || !failure) && (
          <Title order={2} size="h5">
            {items.length === 0 ? words.triedNothing : words.tried(items.length)}
          </Title>
        )}
        {items.map((item) => (
          <Item key={item.address} item={item} />
        ))}
        {!isWhole && !failure && <Text size="sm">{words.triedMore}</Text>}
        {[...new Map(findings.map((finding) => [finding.message, finding])).values()].map((finding) => (
          <Text key={finding.message} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            <SourceSaid said={finding} isWhole />
          </Text>
        ))}
      </Stack>
    </Paper>
  );
}

function Item({ item }: { readonly item: TriedSource['items'][number] }) {
  const words = useWords();
  const { title, address, publishedOn, language, length, problem } = item;
  const facts = [
    publishedOn === undefined ? words.sources.noDate : dayInWords(publishedOn, words),
    language,
    words.sources.length(new Intl.NumberFormat(words.locale).format(length)),
  ];
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Text fw={500}>{title || address}</Text>
      {problem ? (
        <Text size="sm">
          <SourceSaid said={problem} />
        </Text>
      ) : (
        <Text size="xs">{facts.filter(Boolean).join(' · ')}</Text>
      )}
      <Text size="xs" c="dimmed">
        {address}
      </Text>
    </div>
  );
}
