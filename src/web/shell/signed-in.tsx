import { SignInPage } from '../pages/sign-in.tsx';
import { ProofProvider } from '../parts/proof.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { useSession } from '../wire/session.ts';
import { Shell } from './shell.tsx';

/** The desk, for whoever is signed in; else where one signs in. The address stays, so that a link leads there afterwards. */
export function SignedIn() {
  const session = useSession();
  if (session.isPending) return <Loading />;
  if (session.error) return <Failed error={session.error} retry={() => void session.refetch()} />;
  if (session.data === null) return <SignInPage />;
  return (
    <ProofProvider>
      <Shell session={session.data} />
    </ProofProvider>
  );
}
