import { ActionIcon, Box, Group, Text, Title } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { Citation } from '../../schema/report-text.ts';
import { COPY_WORDS, gradeInWords } from '../../schema/report-text.ts';
import { Marking } from '../parts/marking.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { useLanguage, useWords } from '../words/words-context.tsx';
import styles from './report-editor.module.css';
import type { CitedSource } from './shown-blocks.ts';

interface SourceListProps {
  /** In the order in which they are cited first. */
  readonly citations: readonly Citation[];
  readonly cited: ReadonlyMap<string, CitedSource>;
  change(citation: Citation): void;
  remove(id: string): void;
  goTo(id: string): void;
}

/** What the report cites, below its text. */
export function SourceList({ citations, cited, change, remove, goTo }: SourceListProps) {
  const { reportEditor } = useWords();
  return (
    <Box component="section" aria-labelledby="report-sources">
      <Title order={2} size="h5" id="report-sources">
        {reportEditor.sources}
      </Title>
      {citations.length === 0 && (
        <Text size="sm" c="dimmed">
          {reportEditor.noSources}
        </Text>
      )}
      <ol className={styles['sources']}>
        {citations.map((citation, at) => (
          <li key={citation.id}>
            <Source
              citation={citation}
              number={at + 1}
              source={cited.get(citation.id)}
              change={() => change(citation)}
              remove={() => remove(citation.id)}
              goTo={() => goTo(citation.id)}
            />
          </li>
        ))}
      </ol>
    </Box>
  );
}

interface SourceProps {
  readonly citation: Citation;
  readonly number: number;
  readonly source: CitedSource | undefined;
  change(): void;
  remove(): void;
  goTo(): void;
}

function Source({ citation, number, source, change, remove, goTo }: SourceProps) {
  const { reportEditor } = useWords();
  const { language } = useLanguage();
  const { documentId, reliability, credibility, quotation } = citation;
  const grade = gradeInWords(citation, COPY_WORDS[language]);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <ActionIcon
        variant="subtle"
        onClick={goTo}
        aria-label={reportEditor.goToSource(number)}
        title={reportEditor.goToSource(number)}
      >
        [{number}]
      </ActionIcon>
      <Box flex={1} miw={0}>
        {source?.marking && <Marking text={source.marking.marking} size="xs" />}{' '}
        <PageLink to="/documents/$documentId" params={{ documentId }} target="_blank" size="sm">
          {source?.title ?? reportEditor.sourceGone}
        </PageLink>{' '}
        <Text span size="sm" c="dimmed">
          {[source?.source, grade !== '' && `${reliability ?? ''}${credibility ?? ''} (${grade})`]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {quotation !== undefined && (
          <Text size="sm" c="dimmed" component="q" display="block" lineClamp={3}>
            {quotation}
          </Text>
        )}
      </Box>
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={change}
        aria-label={reportEditor.changeSource(number)}
        title={reportEditor.changeSource(number)}
      >
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={remove}
        aria-label={reportEditor.removeSource(number)}
        title={reportEditor.removeSource(number)}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}
