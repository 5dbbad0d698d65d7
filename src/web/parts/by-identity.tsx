import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type IdentityUse, leaveForIdentity, useIdentityProvider } from '../wire/identities.ts';
import { useWords } from '../words/words-context.tsx';
import { Refusal } from './refusal.tsx';

/** The way in by another house, where the desk asks one. */
export function ByIdentity({ use }: { readonly use: IdentityUse }) {
  const { identity } = useWords();
  const name = useIdentityProvider();
  const leaving = useMutation({ mutationFn: () => leaveForIdentity(use) });
  if (name === undefined) return null;
  return (
    <>
      <Button variant="default" loading={leaving.isPending} onClick={() => leaving.mutate()}>
        {identity.by(name)}
      </Button>
      <Refusal error={leaving.error} />
    </>
  );
}
