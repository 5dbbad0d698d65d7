import type { Draft } from '../us-capco/draft.ts';
import { AS_BANNER } from '../us-capco/mark.ts';
import { DODM_REGISTER, DODM_VOCABULARY } from './mark.ts';
import { knownCodes } from './read-codes.ts';

interface Head {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What the first category says beyond level and owners. */
interface ReadHead {
  /** As in `DodmMark`. */
  readonly authority?: string;
}

/** Reads the first category (paragraphs 3 to 5): level, and whose information it is; nothing where it is no marking. */
export function readHead(draft: Draft, head: Head, foreign: boolean): ReadHead | undefined {
  draft.place('level', head.start, head.end);
  draft.place('owners', head.start, head.end);
  if (!foreign) return readOwn(draft, head);
  return /^JOINT(?: |$)/.test(head.text) ? readJoint(draft, head) : readForeign(draft, head);
}

function readOwn(draft: Draft, head: Head): ReadHead | undefined {
  const level = DODM_VOCABULARY.levelNames.get(head.text);
  if (!level) return unknownLevel(draft, head);
  draft.level = level.id;
  if (DODM_REGISTER.levels.some(({ id, countsAs }) => id === level.id && countsAs !== undefined)) {
    draft.warn('dodm-foreign-level', `${head.text} is no level of ${DODM_REGISTER.owner}.`, head);
  }
  return {};
}

function unknownLevel(draft: Draft, head: Head): undefined {
  const levels = DODM_REGISTER.levels.map(({ title }) => title).join(', ');
  draft.lose('dodm-unknown-level', `“${head.text}” names no level; the levels are ${levels}.`, head);
}

/** Finds a level at the beginning or the end of `words`; returns it with the words that are left. */
function levelAmong(
  words: readonly string[],
  where: 'first' | 'last',
): { readonly id: string; readonly rest: readonly string[] } | undefined {
  for (let count = Math.min(2, words.length); count >= 1; count--) {
    const part = where === 'first' ? words.slice(0, count) : words.slice(-count);
    const level = DODM_VOCABULARY.levelNames.get(part.join(' '));
    if (level) return { id: level.id, rest: where === 'first' ? words.slice(count) : words.slice(0, -count) };
  }
  return undefined;
}

function readJoint(draft: Draft, head: Head): ReadHead | undefined {
  draft.kind = 'joint';
  const level = levelAmong(head.text.split(' ').slice(1), 'first');
  if (!level) return unknownLevel(draft, head);
  draft.level = level.id;
  draft.owners = level.rest.length === 0 ? AS_BANNER : knownCodes(draft, level.rest, head);
  return {};
}

function readForeign(draft: Draft, head: Head): ReadHead | undefined {
  const { alliance, fgi, dodm } = DODM_REGISTER;
  draft.kind = 'non-us';
  const named = DODM_VOCABULARY.allianceLevels.get(head.text);
  if (named) {
    draft.level = named.level;
    draft.owners = [...named.owners];
    const cosmic = named.level === DODM_REGISTER.levels.at(-1)!.id && named.owners.length === 1;
    return { authority: cosmic ? dodm.cosmic : (alliance?.code ?? '') };
  }
  const level = levelAmong(head.text.split(' '), 'last');
  const [first] = level?.rest ?? [];
  if (!level || first === undefined) return unknownLevel(draft, head);
  draft.level = level.id;
  if (first === fgi.word) {
    draft.concealed = true;
    return {};
  }
  const codes = level.rest.map((word) => (word === dodm.cosmic ? (alliance?.code ?? word) : word));
  draft.owners = knownCodes(draft, codes, head);
  // Of several owners the first in the order in which they are written.
  return { authority: first === dodm.cosmic ? first : (DODM_VOCABULARY.sortCodes(codes)[0] ?? first) };
}
