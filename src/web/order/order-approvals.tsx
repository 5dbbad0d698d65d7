import { Text } from '@mantine/core';
import { PagePart } from '../parts/page-part.tsx';
import { usePersonName } from '../parts/person-name.ts';
import type { WholeOrder } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** Who approved the version that is shown, and how many are missing. */
export function OrderApprovals({ whole }: { readonly whole: WholeOrder }) {
  const words = useWords();
  const { orderPage } = words;
  const personName = usePersonName();
  const { status, version, approvalsNeeded } = whole;
  const own = whole.approvals.filter((one) => one.version === version);
  const standing = own.filter(({ withdrawnAt }) => withdrawnAt === null);
  if (status === 'draft' && own.length === 0) return null;
  return (
    <PagePart title={orderPage.approvals} gap={4}>
      <Text>{orderPage.approvalsOf(standing.length, approvalsNeeded)}</Text>
      {status === 'review' && standing.length < approvalsNeeded && (
        <Text size="sm" c="dimmed">
          {approvalsNeeded > 1 ? orderPage.approvalsTwo : orderPage.approvalsOther}
        </Text>
      )}
      {own.map(({ approverId, kind, madeAt, withdrawnAt }) => (
        <Text key={`${approverId} ${madeAt}`} size="sm" td={withdrawnAt === null ? 'none' : 'line-through'}>
          {orderPage.approved(personName(approverId), instantInWords(madeAt, words))}
          {kind === 'own' && ` (${orderPage.ownApproval})`}
          {withdrawnAt !== null && ` (${orderPage.withdrawn})`}
        </Text>
      ))}
    </PagePart>
  );
}
