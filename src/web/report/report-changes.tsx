import { Badge, Box, Stack, Text } from '@mantine/core';
import type { WrittenReport } from '../../schema/report-text.ts';
import { COPY_WORDS } from '../../schema/report-text.ts';
import styles from '../order/order-history.module.css';
import { wordDiff } from '../order/word-diff.ts';
import { useLanguage, useWords } from '../words/words-context.tsx';
import { reportDiff } from './report-diff.ts';

/** What differs between two versions of a report, word by word. */
export function ReportChanges({ before, after }: { readonly before: WrittenReport; readonly after: WrittenReport }) {
  const { reports } = useWords();
  const { language } = useLanguage();
  const changes = reportDiff(before, after, { ...COPY_WORDS[language], answers: reports.answersSo });
  if (changes.length === 0) return <Text size="sm">{reports.noChanges}</Text>;
  return (
    <Stack gap="xs" mt={4}>
      {changes.map((change) => (
        <Box key={`${change.part} ${change.key}`}>
          <Text size="sm" fw={600}>
            {reports.parts[change.part]}{' '}
            {change.part === 'portion' && change.isMoved && (
              <Badge size="xs" variant="light">
                {reports.moved}
              </Badge>
            )}
          </Text>
          <Text size="sm" className={styles['diff']}>
            {wordDiff(change.before, change.after).map(({ kind, text, at }) =>
              kind === 'same' ? text : kind === 'added' ? <ins key={at}>{text}</ins> : <del key={at}>{text}</del>,
            )}
          </Text>
        </Box>
      ))}
    </Stack>
  );
}
