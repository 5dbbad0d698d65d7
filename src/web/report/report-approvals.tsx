import { Text } from '@mantine/core';
import { usePersonName } from '../parts/person-name.ts';
import type { WholeReport } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** Who approved the report, and in which version. */
export function ReportApprovals({ whole: { approvals } }: { readonly whole: WholeReport }) {
  const words = useWords();
  const { reports } = words;
  const personName = usePersonName();
  if (approvals.length === 0) return <Text size="sm">{reports.approvalsNone}</Text>;
  return approvals.map(({ version, approverId, madeAt }) => (
    <Text key={`${approverId} ${madeAt}`} size="sm">
      {reports.approved(personName(approverId), instantInWords(madeAt, words), version)}
    </Text>
  ));
}
