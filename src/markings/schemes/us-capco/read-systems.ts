import type { Draft } from './draft.ts';
import { mergeSystems } from './draft.ts';
import type { Element } from './elements.ts';
import type { Compartment, ControlSystem } from './mark.ts';
import type { SystemEntry } from './register.ts';
import { CATEGORY, IN_BANNER, IN_PORTION } from './vocabulary.ts';

/** Reads nuclear markings: `RD`, `RD-CNWDI`, `FRD-SG 14 18`. */
export function readAtomic(draft: Draft, element: Element): boolean {
  const { aea } = draft.vocabulary.register;
  if (!aea) return false;
  const parts = element.text.split('-');
  const base = draft.vocabulary.names.get(parts[0]!);
  if (base?.category !== CATEGORY.aea || !aea.chain.some(({ id }) => id === base.id)) return false;
  draft.place(base.id, element.start, element.end);
  draft.aea.chain.push(base.id);
  if (!(base.forms & formBit(draft))) {
    draft.error('capco-form', `In a portion mark it is written ${base.id}.`, element, {
      rule: 'G7',
      canonical: base.id,
    });
  }
  parts.slice(1).forEach((part, index) => {
    if (part === aea.design.id || aea.design.titles.includes(part)) {
      draft.aea.design = true;
      draft.place(aea.design.id, element.start, element.end);
      if (index > 0) {
        const values = { what: aea.design.id, behind: base.id };
        const message = `${aea.design.id} stands directly behind ${base.id}.`;
        draft.error('capco-order', message, element, { rule: 'G2', values });
      }
    } else if (!readSeries(draft, element, part)) {
      const values = { what: part, behind: base.id };
      draft.lose('capco-unknown-control', `“${part}” does not stand behind ${base.id}.`, element, { values });
    }
  });
  return true;
}

function readSeries(draft: Draft, element: Element, part: string): boolean {
  const { series } = draft.vocabulary.register.aea!;
  const [word, ...rest] = part.split(' ');
  if (word !== series.portion && word !== series.banner) return false;
  draft.place(series.banner, element.start, element.end);
  const right = draft.form === 'portion' ? series.portion : series.banner;
  if (word !== right) {
    draft.error('capco-form', `In a ${draft.form} it is written ${right}.`, element, { rule: 'G7', canonical: right });
  }
  const numbers = rest.map(Number);
  if (numbers.length === 0 || numbers.some((number) => !Number.isInteger(number))) {
    const values = { word: word! };
    draft.lose('capco-series', `Numbers stand behind ${word}, separated by spaces.`, element, { rule: 'G2', values });
    return true;
  }
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  if (sorted.join(' ') !== rest.join(' ')) {
    draft.error('capco-order', 'Numbers ascend, each once.', element, { rule: 'G2', canonical: sorted.join(' ') });
  }
  draft.aea.series.push(...numbers);
  return true;
}

/** Reads a special access program: `SAR-BP`, and those behind it, which have no prefix of their own. */
export function readProgram(draft: Draft, element: Element, continues: boolean): boolean {
  const { prefix, title, programs } = draft.vocabulary.register.sap;
  const lead = [prefix, title].find((word) => element.text.startsWith(`${word}-`));
  if (!(lead || continues)) return false;
  if (lead && continues) {
    const values = { prefix };
    draft.error('capco-program-prefix', `${prefix}- stands once, before the first program.`, element, {
      rule: 'G3',
      values,
    });
  }
  if (lead === title && draft.form === 'portion') {
    draft.error('capco-form', `In a portion mark it is written ${prefix}-.`, element, {
      rule: 'G7',
      canonical: prefix,
    });
  }
  const [first, ...rest] = element.text.slice(lead ? lead.length + 1 : 0).split('-');
  const id = draft.vocabulary.programs.get(first!);
  const name = id ?? first!;
  if (!/^[A-Z0-9]+(?: [A-Z0-9]+)*$/.test(name)) {
    const values = { program: first! };
    draft.lose('capco-name', `“${first}” is no name of a program.`, element, { rule: 'G2', values });
    return true;
  }
  if (id && draft.form === 'portion') {
    draft.error('capco-form', `In a portion mark the program is written ${id}.`, element, {
      rule: 'G7',
      canonical: id,
    });
  }
  if (!programs.some((program) => program.id === name)) {
    draft.warn(
      'capco-unregistered',
      `The program ${name} is not in the register: nobody holds it until somebody registers it.`,
      element,
      { values: { program: name } },
    );
  }
  draft.place(`${prefix}-${name}`, element.start, element.end);
  draft.place(prefix, element.start, element.end);
  takeSystem(draft, element, draft.sap, {
    name,
    compartments: rest.map((part) => readCompartment(draft, element, part)),
  });
  return true;
}

/** Reads a control system: a known one anywhere, an unknown one only where systems stand. */
export function readSystem(draft: Draft, element: Element, here: boolean): boolean {
  const { systemIds, systems } = draft.vocabulary;
  const parts = element.text.split('-');
  const known = systemIds.get(parts[0]!);
  if (!(known || here) || (!known && !/^[A-Z0-9]+$/.test(parts[0]!))) return false;
  const suggestion = known ? undefined : nearName(draft, element.text);
  if (suggestion) {
    draft.lose('capco-unknown-control', `“${element.text}” is no control; ${suggestion} is.`, element, {
      canonical: suggestion,
      values: { what: element.text },
    });
    return true;
  }
  const name = known?.id ?? parts[0]!;
  const entry = systems.get(name);
  if (known && !(known.forms & formBit(draft))) {
    draft.error('capco-form', `In a portion mark it is written ${name}.`, element, { rule: 'G7', canonical: name });
  }
  if (!entry) {
    draft.warn(
      'capco-unregistered',
      `The control system ${name} is not in the register: nobody holds it until somebody registers it.`,
      element,
      { values: { system: name } },
    );
  }
  draft.place(name, element.start, element.end);
  const compartments = parts.slice(1).map((part) => readCompartment(draft, element, part, entry));
  for (const compartment of compartments) draft.place(`${name}-${compartment.name}`, element.start, element.end);
  takeSystem(draft, element, draft.sci, { name, compartments });
  return true;
}

/** Reads `G ABCD`: a compartment and its sub-compartments. */
function readCompartment(draft: Draft, element: Element, part: string, system?: SystemEntry): Compartment {
  const [first, ...subs] = part.split(' ');
  const known = system && draft.vocabulary.systemIds.get(`${system.id}-${first}`);
  if (known && !(known.forms & formBit(draft))) {
    draft.error('capco-form', `In a portion mark it is written ${known.id}.`, element, {
      rule: 'G7',
      canonical: known.id,
    });
  }
  const name = known?.id ?? first!;
  if (![name, ...subs].every((word) => /^[A-Z0-9]+$/.test(word))) {
    const values = { compartment: part };
    draft.lose('capco-name', `“${part}” is no name of a compartment.`, element, { rule: 'G2', values });
  }
  return { name, subs };
}

/** Adds a system, and notes names that are out of order or stand twice. */
function takeSystem(draft: Draft, element: Element, list: ControlSystem[], system: ControlSystem): void {
  const before = list.at(-1)?.name;
  if (before !== undefined && before >= system.name) {
    draft.error(
      'capco-order',
      `${system.name} belongs before ${before}: digits first, then letters, each once.`,
      element,
      { rule: 'G2', values: { late: system.name, before } },
    );
  }
  const [sorted] = mergeSystems([system]);
  if (JSON.stringify(sorted) !== JSON.stringify(system)) {
    draft.error('capco-order', 'Compartments and sub-compartments ascend, digits before letters, each once.', element, {
      rule: 'G2',
    });
  }
  list.push(system);
}

function formBit({ form }: Draft): number {
  return form === 'portion' ? IN_PORTION : IN_BANNER;
}

/** Returns the control that differs from `text` by one letter: more likely meant than a system that nobody knows. */
function nearName(draft: Draft, text: string): string | undefined {
  if (text.length < 4) return undefined;
  for (const name of draft.vocabulary.names.keys()) {
    if (Math.abs(name.length - text.length) <= 1 && name.length > 3 && differByOne(name, text)) return name;
  }
  return undefined;
}

/** One letter changed, missing or too many, or two neighbours swapped. */
function differByOne(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const rest = one.slice(start);
  const otherRest = other.slice(start);
  if (rest.slice(1) === otherRest.slice(1) || rest.slice(1) === otherRest || rest === otherRest.slice(1)) return true;
  return rest.slice(2) === otherRest.slice(2) && rest[0] === otherRest[1] && rest[1] === otherRest[0];
}
