import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import { SignInPage } from '../pages/sign-in.tsx';
import { ProofProvider } from '../parts/proof.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { forgetRead, type SignedInAs, useSession } from '../wire/session.ts';
import { Shell } from './shell.tsx';

/** The desk, for whoever is signed in; else where one signs in. The address stays, so that a link leads there afterwards. */
export function SignedIn() {
  const session = useSession();
  const isKnown = useForgetting(session.data);
  if (session.isPending) return <Loading />;
  if (session.error) return <Failed error={session.error} retry={() => void session.refetch()} />;
  if (!isKnown) return <Loading />;
  if (session.data === null) return <SignInPage />;
  return (
    <ProofProvider>
      <Shell key={session.data.id} session={session.data} />
    </ProofProvider>
  );
}

/** Forgets what one person has read before anything is shown to the next one; returns whether that is done. */
function useForgetting(session: SignedInAs | null | undefined): boolean {
  const queries = useQueryClient();
  const [shownTo, setShownTo] = useState<string | null>();
  const id = session === undefined ? undefined : (session?.id ?? null);
  useLayoutEffect(() => {
    if (id === undefined || id === shownTo) return;
    if (shownTo !== undefined) forgetRead(queries);
    setShownTo(id);
  }, [id, shownTo, queries]);
  return id === shownTo;
}
