import { PagePart } from '../parts/page-part.tsx';
import { HeldCopies } from '../report/held-copies.tsx';
import { useMay } from '../shell/use-may.ts';
import { useWords } from '../words/words-context.tsx';

/** Who has what in answer to an order. */
export function OrderCopies({ id }: { readonly id: string }) {
  const { orderPage } = useWords();
  const mayRead = useMay('editor', 'analyst', 'releaser', 'inspector');
  if (!mayRead) return null;
  return (
    <PagePart title={orderPage.copies}>
      <HeldCopies by="orderId" id={id} none={orderPage.copiesNone} />
    </PagePart>
  );
}
