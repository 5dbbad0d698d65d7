import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { draftOf, emptyDraft } from '../order-editor/draft.ts';
import { LAST_SCHEME } from '../order-editor/last-scheme.ts';
import { OrderEditor } from '../order-editor/order-editor.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { read } from '../wire/ask.ts';
import type { WholeOrder } from '../wire/shapes.ts';
import { useLanguage, useWords } from '../words/words-context.tsx';

/** Where a new order is written. */
export function NewOrderPage() {
  const { orderEditor } = useWords();
  const { language } = useLanguage();
  const [first] = useState(() => {
    const today = new Date().toISOString().slice(0, 10);
    return emptyDraft({ today, language, scheme: localStorage.getItem(LAST_SCHEME) ?? 'desk' });
  });
  return <OrderEditor title={orderEditor.newTitle} first={first} />;
}

/** Where the next version of an order is written over the one that is read here: what others save meanwhile comes between. */
export function AmendOrderPage() {
  const { orderEditor } = useWords();
  const { orderId } = useParams({ from: '/signed-in/orders/$orderId/edit' });
  const order = useQuery({
    queryKey: ['order-begun', orderId],
    queryFn: ({ signal }) => read<WholeOrder>(`/orders/${orderId}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (order.isPending) return <Loading />;
  if (order.error) return <Failed error={order.error} retry={() => void order.refetch()} />;
  const whole = order.data;
  if (whole.status !== 'draft' && whole.status !== 'review') return <Empty title={orderEditor.notAmendable} />;
  return <Amending key={whole.version} whole={whole} />;
}

function Amending({ whole }: { readonly whole: WholeOrder }) {
  const { orderEditor } = useWords();
  const [first] = useState(() => draftOf(whole));
  const { id, version, status, order } = whole;
  return (
    <OrderEditor
      title={orderEditor.amendTitle(order.title)}
      first={first}
      over={{ id, version }}
      {...(status === 'review' && { note: orderEditor.backToDraft })}
    />
  );
}
