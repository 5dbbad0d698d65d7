import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePersonName } from '../parts/person-name.ts';
import { useAllItems } from '../wire/all-items.ts';
import { useRecipients } from '../wire/recipients.ts';
import type { Source, WholeOrder } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import styles from './order-facts.module.css';
import { OrderTimeLine } from './order-time-line.tsx';

/** What an order says of itself beside its questions. */
export function OrderFacts({ whole }: { readonly whole: WholeOrder }) {
  const { orders, orderEditor, orderPage } = useWords();
  const { order, needToKnow } = whole;
  const personName = usePersonName();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [orders.window, <OrderTimeLine key="window" order={order} />],
    [orders.purpose, order.purpose],
    [orders.background, order.background],
    [orders.legalBasis, order.legalBasis],
    [orders.requestedBy, order.requestedBy],
    [orderPage.owner, personName(whole.ownerId)],
    [orders.disciplines, order.disciplines.map((one) => orderEditor.discipline[one]).join(', ')],
    [orderPage.sources, <SourceNames key="sources" ids={whole.cites.sourceIds} />],
    [orders.recipients, <RecipientNames key="recipients" whole={whole} />],
    [orderEditor.needToKnow, needToKnow.map((anyOf) => anyOf.join(orderEditor.or)).join('; ')],
    [orderEditor.markingReason, order.markingReason],
    [orderEditor.necessity, order.necessity],
    [orderEditor.sensitive, (order.sensitive ?? []).map((one) => orderEditor.sensitiveCategory[one]).join(', ')],
    [
      orderPage.exceptions,
      whole.exceptions
        .map(({ category, reason }) => orderPage.labelled(orderEditor.sensitiveCategory[category], reason))
        .join('; '),
    ],
    [orders.unknowns, order.unknowns.length > 0 && <Unknowns texts={order.unknowns} />],
  ];
  return (
    <Table verticalSpacing={6} withRowBorders={false} layout="fixed" className={styles['facts']!}>
      <Table.Tbody>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={{ sm: 160 }} style={{ verticalAlign: 'top' }}>
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}

function Unknowns({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul className="plain">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function SourceNames({ ids }: { readonly ids: readonly string[] }) {
  const { orderPage } = useWords();
  const sources = useAllItems<Source>('sources', '/sources').data;
  if (ids.length === 0) return orderPage.allSources;
  if (!sources) return null;
  const names = sources.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const others = ids.length - names.length;
  return [...names, ...(others > 0 ? [orderPage.sourcesMore(others)] : [])].join(', ');
}

function RecipientNames({ whole: { order, cites } }: { readonly whole: WholeOrder }) {
  const known = useRecipients(cites.recipientIds.length > 0);
  const cited = (known.data?.items ?? []).filter(({ id }) => cites.recipientIds.includes(id));
  return [...cited, ...order.recipients].map(({ name }) => name).join(', ') || '–';
}
