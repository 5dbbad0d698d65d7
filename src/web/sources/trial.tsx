import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import type { TriedSource } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** What a source would give now. */
export function Trial({ tried }: { readonly tried: TriedSource }) {
  const { sources: words } = useWords();
  const { items, isWhole, findings, failure } = tried;
  return (
    <Paper withBorder p="md" component="section" aria-live="polite">
      <Stack gap="sm">
        {failure && (
          <Alert color="red" title={words.triedFailed}>
            {failure.message}
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
        {[...new Set(findings.map(({ message }) => message))].map((message) => (
          <Text key={message} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {message}
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
      {problem ? <Text size="sm">{problem.message}</Text> : <Text size="xs">{facts.filter(Boolean).join(' · ')}</Text>}
      <Text size="xs" c="dimmed">
        {address}
      </Text>
    </div>
  );
}
