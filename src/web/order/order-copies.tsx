import { Stack, Title } from '@mantine/core';
import { HeldCopies } from '../report/held-copies.tsx';
import { useMay } from '../shell/use-may.ts';
import { useWords } from '../words/words-context.tsx';

/** Who has what in answer to an order. */
export function OrderCopies({ id }: { readonly id: string }) {
  const { orderPage } = useWords();
  const mayRead = useMay('editor', 'analyst', 'releaser', 'inspector');
  if (!mayRead) return null;
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {orderPage.copies}
      </Title>
      <HeldCopies by="orderId" id={id} none={orderPage.copiesNone} />
    </Stack>
  );
}
