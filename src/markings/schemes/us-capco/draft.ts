import type { CleanText } from '../../clean-text.ts';
import type { MarkingFinding, Span } from '../../finding.ts';
import type { Form } from '../../scheme.ts';
import type { AtomicMark, CapcoMark, ControlSystem, Kind } from './mark.ts';
import { AS_BANNER } from './mark.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A marking that is being read: what was understood so far, and what is to be said about it. */
export class Draft {
  readonly vocabulary: Vocabulary;
  readonly form: Form;
  readonly findings: MarkingFinding[];
  /** Something was not understood: no mark can be made. */
  lost = false;
  kind: Kind = 'us';
  level: string | undefined;
  owners: string[] | typeof AS_BANNER = [];
  concealed = false;
  readonly words: string[] = [];
  readonly sci: ControlSystem[] = [];
  readonly sap: ControlSystem[] = [];
  aea: { chain: string[]; design: boolean; series: number[]; unclassified: string[] } = {
    chain: [],
    design: false,
    series: [],
    unclassified: [],
  };
  fgi: { concealed: boolean; sources: string[] } | undefined;
  readonly dissem: string[] = [];
  relTo: string[] | typeof AS_BANNER | undefined;
  displayTo: string[] | undefined;
  readonly nonIc: string[] = [];
  /** Where each element stands in the text that was given, by id. */
  readonly places = new Map<string, Span>();
  readonly #clean: CleanText;

  constructor(vocabulary: Vocabulary, form: Form, clean: CleanText) {
    this.vocabulary = vocabulary;
    this.form = form;
    this.#clean = clean;
    this.findings = [...clean.findings];
  }

  /** Where `start` to `end` of the clean text stand in the given one. */
  span(start: number, end: number): Span {
    return this.#clean.span(start, end);
  }

  place(id: string, start: number, end: number): void {
    if (!this.places.has(id)) this.places.set(id, this.span(start, end));
  }

  /** Notes what is not right though it was understood. */
  error(
    code: string,
    message: string,
    at: { readonly start: number; readonly end: number },
    more?: Partial<MarkingFinding>,
  ): void {
    this.findings.push({ code, severity: 'error', message, span: this.span(at.start, at.end), ...more });
  }

  warn(
    code: string,
    message: string,
    at: { readonly start: number; readonly end: number },
    more?: Partial<MarkingFinding>,
  ): void {
    this.findings.push({ code, severity: 'warning', message, span: this.span(at.start, at.end), ...more });
  }

  /** Notes what could not be understood: there will be no mark. */
  lose(
    code: string,
    message: string,
    at: { readonly start: number; readonly end: number },
    more?: Partial<MarkingFinding>,
  ): void {
    this.lost = true;
    this.error(code, message, at, more);
  }

  /** Returns the mark, in canonical order, or nothing where a part of it was not understood. */
  mark(): CapcoMark | undefined {
    if (this.lost || this.level === undefined) return undefined;
    const { vocabulary } = this;
    const inOrder = (ids: readonly string[]): string[] =>
      [...new Set(ids)].sort((one, other) => (vocabulary.order.get(one) ?? 0) - (vocabulary.order.get(other) ?? 0));
    return {
      kind: this.kind,
      level: this.level,
      owners: this.owners === AS_BANNER ? AS_BANNER : vocabulary.sortCodes(this.owners),
      concealed: this.concealed,
      words: [...new Set(this.words)].sort(),
      sci: mergeSystems(this.sci),
      sap: mergeSystems(this.sap),
      aea: this.#atomic(inOrder),
      fgi: this.fgi && { concealed: this.fgi.concealed, sources: vocabulary.sortCodes(this.fgi.sources) },
      dissem: inOrder(this.dissem),
      relTo: Array.isArray(this.relTo) ? vocabulary.sortCodes(this.relTo, vocabulary.register.owner) : this.relTo,
      displayTo: this.displayTo && vocabulary.sortCodes(this.displayTo),
      nonIc: inOrder(this.nonIc),
    };
  }

  #atomic(inOrder: (ids: readonly string[]) => string[]): AtomicMark {
    const { chain, design, series, unclassified } = this.aea;
    const order = this.vocabulary.register.aea?.chain.map(({ id }) => id) ?? [];
    return {
      chain: order.filter((id) => chain.includes(id)),
      design,
      series: [...new Set(series)].sort((one, other) => one - other),
      unclassified: inOrder(unclassified),
    };
  }
}

/** Returns the systems sorted, each once, with all its compartments. */
export function mergeSystems(systems: readonly ControlSystem[]): ControlSystem[] {
  if (systems.length <= 1 && (systems[0]?.compartments.length ?? 0) <= 1) {
    return systems.map(({ name, compartments }) => ({
      name,
      compartments: compartments.map((one) => ({ name: one.name, subs: [...new Set(one.subs)].sort() })),
    }));
  }
  const tree = new Map<string, Map<string, Set<string>>>();
  for (const { name, compartments } of systems) {
    const branches = tree.get(name) ?? new Map<string, Set<string>>();
    tree.set(name, branches);
    for (const { name: compartment, subs } of compartments) {
      const leaves = branches.get(compartment) ?? new Set<string>();
      branches.set(compartment, leaves);
      for (const sub of subs) leaves.add(sub);
    }
  }
  return sortedKeys(tree).map((name) => ({
    name,
    compartments: sortedKeys(tree.get(name)!).map((compartment) => ({
      name: compartment,
      subs: [...tree.get(name)!.get(compartment)!].sort(),
    })),
  }));
}

function sortedKeys<T>(map: ReadonlyMap<string, T>): string[] {
  return [...map.keys()].sort();
}
