import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { draftOf, emptyDraft } from '../order-editor/draft.ts';
import { draftFromAnswer } from '../order-editor/draft-from-answer.ts';
import { LAST_SCHEME } from '../order-editor/last-scheme.ts';
import { OrderEditor } from '../order-editor/order-editor.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { read } from '../wire/ask.ts';
import type { CopyAnswerGiven, WholeOrder } from '../wire/shapes.ts';
import { useLanguage, useWords } from '../words/words-context.tsx';

/** Where a new order is written; also one that asks what a recipient asked further (`answer`). */
export function NewOrderPage() {
  const { answer } = useSearch({ from: '/signed-in/orders/new' });
  return answer === undefined ? <NewOrder /> : <NewOrderFromAnswer key={answer} id={answer} />;
}

function NewOrder() {
  const { orderEditor } = useWords();
  const beginning = useBeginning();
  const [first] = useState(() => emptyDraft(beginning()));
  return <OrderEditor title={orderEditor.newTitle} first={first} />;
}

/** Returns what an order has that is begun today. */
function useBeginning() {
  const { language } = useLanguage();
  return () => ({
    today: new Date().toISOString().slice(0, 10),
    language,
    scheme: localStorage.getItem(LAST_SCHEME) ?? 'desk',
  });
}

/** As many as are looked through; who comes here comes from the last ones. */
const MOST = 200;

function NewOrderFromAnswer({ id }: { readonly id: string }) {
  const found = useQuery({
    queryKey: ['answer-begun', id],
    async queryFn({ signal }) {
      const asked = { satisfaction: 'further-question', most: MOST };
      const { items } = await read<{ readonly items: readonly CopyAnswerGiven[] }>('/copy-answers', asked, signal);
      const answer = items.find((one) => one.id === id);
      const orderId = answer?.orders[0]?.id;
      const before = orderId === undefined ? undefined : await read<WholeOrder>(`/orders/${orderId}`, {}, signal);
      return { answer, before };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (found.isPending) return <Loading />;
  if (found.error) return <Failed error={found.error} retry={() => void found.refetch()} />;
  const { answer, before } = found.data;
  return answer ? <Further answer={answer} before={before} /> : <NewOrder />;
}

function Further({ answer, before }: { readonly answer: CopyAnswerGiven; readonly before: WholeOrder | undefined }) {
  const { orderEditor } = useWords();
  const beginning = useBeginning();
  const [first] = useState(() => {
    const background = orderEditor.furtherOn(answer.reportTitle);
    return draftFromAnswer(answer, before, { ...beginning(), background });
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
