import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Problem } from '../../schema/wire/problem.ts';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words-context.tsx';

interface SaidFinding {
  readonly code: string;
  readonly message: string;
}

/** Returns what a finding says in the language of the reader; where nobody has put it so yet, the desk's own sentence. */
export function findingInWords({ code, message }: SaidFinding, { orderEditor }: Pick<Words, 'orderEditor'>): string {
  return orderEditor.findings[code] ?? message;
}

/** Refusals that are about one field and do not say which, since they know it by its name alone. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'order-name-taken': 'order.id',
  'order-below-citation': 'order.marking',
  'order-identity-changed': 'order.marking',
  'action-above-clearance': 'order.marking',
  'marking-need-to-know': 'needToKnow',
};

const PlacesContext = createContext<ReadonlyMap<string, string>>(new Map());

/** Lets every field below know what the desk said of it. */
export function FindingPlaces({
  problem,
  children,
}: {
  readonly problem: Problem | undefined;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const places = useMemo(() => {
    const found = (problem?.findings ?? []).flatMap((one) =>
      one.path ? [[one.path.join('.'), findingInWords(one, words)] as const] : [],
    );
    const own = problem && FIELD_OF[problem.code];
    const more = own ? [[own, findingInWords({ code: problem.code, message: problem.detail }, words)] as const] : [];
    return new Map([...found, ...more]);
  }, [problem, words]);
  return <PlacesContext value={places}>{children}</PlacesContext>;
}

/** What the desk said of a field; by the names that lead to it. */
export function useFindingAt(path: string): string | undefined {
  return useContext(PlacesContext).get(path);
}

/** Whether the desk said something of one of these fields of a part, or of one below them. */
export function useFindingAmong(path: string, names: readonly string[]): boolean {
  const places = [...useContext(PlacesContext).keys()];
  return names.some((name) => places.some((one) => `${one}.`.startsWith(`${path}.${name}.`)));
}
