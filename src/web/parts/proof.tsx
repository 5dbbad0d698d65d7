import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';
import { Refused } from '../wire/ask.ts';

/** Does work that may need fresh proof of who asks; where it does, the proof is asked for and the work done once more. */
export type Prove = <Answer>(work: () => Promise<Answer>) => Promise<Answer>;

const ProofContext = createContext<Prove>((work) => work());
const ProofDialog = lazy(() => import('./proof-dialog.tsx').then((part) => ({ default: part.ProofDialog })));

/**
 * Returns what a write goes through that the desk takes from whoever proved who they are within minutes:
 * `mutationFn: () => prove(() => write('POST', …))`. Whoever closes the dialog gets the refusal that led to it.
 */
export function useProof(): Prove {
  return useContext(ProofContext);
}

interface Asked {
  /** Tells whether the proof was given. */
  end(isGiven: boolean): void;
}

/** Lets everything below ask for proof; one dialog serves all that ask at once. */
export function ProofProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<readonly Asked[]>([]);
  const prove = useCallback<Prove>(async (work) => {
    try {
      return await work();
    } catch (error) {
      if (!isProofWanted(error)) throw error;
      const isGiven = await new Promise<boolean>((end) => setAsked((before) => [...before, { end }]));
      if (!isGiven) throw error;
      return work();
    }
  }, []);
  const end = (isGiven: boolean): void => {
    for (const one of asked) one.end(isGiven);
    setAsked([]);
  };
  return (
    <ProofContext value={prove}>
      {children}
      {asked.length > 0 && (
        <Suspense>
          <ProofDialog end={end} />
        </Suspense>
      )}
    </ProofContext>
  );
}

function isProofWanted(error: unknown): boolean {
  return error instanceof Refused && error.problem.code === 'reauthentication-wanted';
}
