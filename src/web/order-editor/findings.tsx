import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Problem } from '../../schema/wire/problem.ts';
import { refusalInWords } from '../parts/refusal-in-words.ts';
import { problemInWords, type Sayable, saidInWords, writingTables } from '../parts/said-in-words.ts';
import { Refused } from '../wire/ask.ts';
import { useWords } from '../words/words-context.tsx';

/** What a finding says in the language of the reader; where there are no words for it, the desk’s own sentence, which is English. */
export function FindingText(said: Sayable) {
  const words = useWords();
  return saidInWords(said, writingTables(words)) ?? <span lang="en">{said.message}</span>;
}

/** The same for all that the desk refused something for. */
export function ProblemText({ problem }: { readonly problem: Problem }) {
  const words = useWords();
  return problemInWords(problem, writingTables(words)) ?? <span lang="en">{problem.detail}</span>;
}

/** The same for whatever went wrong. */
export function RefusedText({ error }: { readonly error: Error }) {
  const words = useWords();
  return error instanceof Refused ? <ProblemText problem={error.problem} /> : refusalInWords(error, words);
}

/** Refusals that are about one field and do not say which, since they know it by its name alone. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'order-name-taken': 'order.id',
  'order-below-citation': 'order.marking',
  'order-identity-changed': 'order.marking',
  'action-above-clearance': 'order.marking',
  'marking-need-to-know': 'needToKnow',
};

const PlacesContext = createContext<ReadonlyMap<string, ReactNode>>(new Map());

/** Lets every field below know what the desk said of it. */
export function FindingPlaces({
  problem,
  children,
}: {
  readonly problem: Problem | undefined;
  readonly children: ReactNode;
}) {
  const places = useMemo(() => {
    const found = (problem?.findings ?? []).flatMap(({ path, ...said }) =>
      path ? [[path.join('.'), <FindingText key={said.code} {...said} />] as const] : [],
    );
    const own = problem && FIELD_OF[problem.code];
    const more = own ? [[own, <FindingText key="own" {...problem} message={problem.detail} />] as const] : [];
    return new Map([...found, ...more]);
  }, [problem]);
  return <PlacesContext value={places}>{children}</PlacesContext>;
}

/** What the desk said of a field; by the names that lead to it. */
export function useFindingAt(path: string): ReactNode {
  return useContext(PlacesContext).get(path);
}

/** Whether the desk said something of one of these fields of a part, or of one below them. */
export function useFindingAmong(path: string, names: readonly string[]): boolean {
  const places = [...useContext(PlacesContext).keys()];
  return names.some((name) => places.some((one) => `${one}.`.startsWith(`${path}.${name}.`)));
}
