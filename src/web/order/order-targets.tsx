import { Group, Text } from '@mantine/core';
import { Marking } from '../parts/marking.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { PagePart } from '../parts/page-part.tsx';
import { useAllItems } from '../wire/all-items.ts';
import type { Target, WholeOrder } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** The targets of an order by their letters, and those that its expressions name besides; each leads to what it is. */
export function OrderTargets({ whole: { order, cites } }: { readonly whole: WholeOrder }) {
  const { orders, orderPage } = useWords();
  const known = useAllItems<Target>('targets', '/targets').data ?? [];
  const ids = new Map(cites.targets.map(({ letter, targetId }) => [letter, targetId]));
  const unlettered = cites.targets.filter(({ letter }) => letter === null);
  const nameOf = (id: string | undefined): string | undefined => known.find((one) => one.id === id)?.title;
  if (order.targets.length === 0 && unlettered.length === 0) return null;
  return (
    <PagePart title={orders.targets}>
      {order.targets.map(({ letter, target, marking, note, necessity }) => (
        <Group key={letter} gap="xs" align="baseline">
          <Text fw={700}>{letter}</Text>
          <TargetLink id={ids.get(letter)} name={nameOf(ids.get(letter)) ?? target} />
          <Marking text={marking} size="xs" />
          {[note, necessity]
            .flatMap((text) => text ?? [])
            .map((text) => (
              <Text key={text} size="sm" c="dimmed">
                {text}
              </Text>
            ))}
        </Group>
      ))}
      {unlettered.length > 0 && (
        <Group gap="xs" align="baseline">
          <Text size="sm" c="dimmed">
            {orderPage.labelled(orderPage.namedInWords, '')}
          </Text>
          {unlettered.map(({ targetId }) => (
            <TargetLink key={targetId} id={targetId} name={nameOf(targetId) ?? orderPage.targetOrders} />
          ))}
        </Group>
      )}
    </PagePart>
  );
}

function TargetLink({ id, name }: { readonly id: string | undefined; readonly name: string }) {
  if (id === undefined) return <Text>{name}</Text>;
  return (
    <PageLink to="/targets/$targetId" params={{ targetId: id }}>
      {name}
    </PageLink>
  );
}
