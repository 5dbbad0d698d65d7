import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefusedText } from '../order-editor/findings.tsx';
import { ButtonLink } from '../parts/page-link.tsx';
import { useProof } from '../parts/proof.tsx';
import { useMay } from '../shell/use-may.ts';
import { write } from '../wire/ask.ts';
import { useMayWriteOrders } from '../wire/session.ts';
import type { WholeOrder } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

type Move = WholeOrder['moves'][number];

/** What can be done with an order as it stands; an approval is of what is shown, and takes fresh proof of who gives it. */
export function OrderMoves({ whole: { id, moves, version, changedAt, status } }: { readonly whole: WholeOrder }) {
  const { orders, orderEditor, orderPage, coverage } = useWords();
  const mayRead = useMay('editor', 'analyst', 'releaser');
  const mayWrite = useMayWriteOrders();
  const prove = useProof();
  const queries = useQueryClient();
  const moving = useMutation({
    mutationFn: (move: Move) =>
      move === 'open'
        ? prove(() => write('POST', `/orders/${id}/approvals`, { version, changedAt }))
        : write('POST', `/orders/${id}/moves`, { move }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['order'] }),
        queries.invalidateQueries({ queryKey: ['orders'] }),
      ]),
  });
  const { error } = moving;
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="xs" justify="flex-end">
        {mayRead && (
          <ButtonLink variant="default" to="/orders/$orderId/coverage" params={{ orderId: id }} search={{}}>
            {coverage.link}
          </ButtonLink>
        )}
        <Button size="xs" variant="subtle" component="a" href={`/api/orders/${id}/file`} download>
          {orderPage.export}
        </Button>
        {mayWrite && (status === 'draft' || status === 'review') && (
          <ButtonLink variant="default" to="/orders/$orderId/edit" params={{ orderId: id }}>
            {orderEditor.edit}
          </ButtonLink>
        )}
        {mayWrite &&
          moves.map((move) => (
            <Button
              key={move}
              size="xs"
              variant={move === 'open' || move === 'submit' ? 'filled' : 'default'}
              loading={moving.isPending && moving.variables === move}
              onClick={() => moving.mutate(move)}
            >
              {orders.moves[move]}
            </Button>
          ))}
      </Group>
      {error && (
        <Text size="sm" c="red" role="alert" maw={420} ta="right">
          <RefusedText error={error} />
        </Text>
      )}
    </Stack>
  );
}
