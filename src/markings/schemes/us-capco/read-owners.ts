import type { Draft } from './draft.ts';
import { AS_BANNER } from './mark.ts';
import { takeCodes } from './read-lists.ts';
import { IN_BANNER, IN_PORTION } from './vocabulary.ts';

interface Head {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Reads the first category: level, and whose information it is. Returns whether it was understood. */
export function readOwners(draft: Draft, head: Head, foreign: boolean): boolean {
  draft.place('level', head.start, head.end);
  draft.place('owners', head.start, head.end);
  if (head.text === 'JOINT' || head.text.startsWith('JOINT ')) return readJoint(draft, head, foreign);
  return foreign ? readForeign(draft, head) : readOwn(draft, head);
}

function readOwn(draft: Draft, head: Head): boolean {
  const level = draft.vocabulary.levelNames.get(head.text);
  if (!level) {
    if (readForeign(draft, head, true)) {
      draft.error('capco-foreign-slashes', 'A marking that is not the owner’s own begins with two slashes.', head, {
        rule: 'A6',
        canonical: `//${head.text}`,
      });
      return true;
    }
    const levels = draft.vocabulary.levels.map(({ id, title }) => (draft.form === 'portion' ? id : title));
    draft.lose('capco-unknown-level', `“${head.text}” is no level; the levels are ${levels.join(', ')}.`, head, {
      values: { what: head.text, levels },
    });
    return false;
  }
  takeLevel(draft, level, head);
  return true;
}

function takeLevel(draft: Draft, { id, forms }: { readonly id: string; readonly forms: number }, at: Head): void {
  draft.level = id;
  if (forms & (draft.form === 'portion' ? IN_PORTION : IN_BANNER)) return;
  const canonical = draft.form === 'portion' ? id : draft.vocabulary.titleOf(id);
  const message =
    draft.form === 'portion'
      ? `In a portion mark the level is written ${canonical}.`
      : `On the banner line the level is spelled out: ${canonical}.`;
  draft.error('capco-level-form', message, at, { rule: 'G7', canonical });
}

/** Finds a level at the beginning or the end of `words`; returns the words that are left. */
function levelAmong(draft: Draft, words: readonly string[], where: 'first' | 'last', head: Head): string[] | undefined {
  for (let count = Math.min(2, words.length); count >= 1; count--) {
    const part = where === 'first' ? words.slice(0, count) : words.slice(-count);
    const level = draft.vocabulary.levelNames.get(part.join(' '));
    if (!level) continue;
    takeLevel(draft, level, head);
    return where === 'first' ? words.slice(count) : words.slice(0, -count);
  }
  return undefined;
}

function readJoint(draft: Draft, head: Head, foreign: boolean): boolean {
  draft.kind = 'joint';
  draft.place('JOINT', head.start, head.end);
  const owners = levelAmong(draft, head.text.split(' ').slice(1), 'first', head);
  if (!owners) {
    draft.lose('capco-unknown-level', 'Behind JOINT stands a level.', head, { rule: 'X10' });
    return false;
  }
  if (!foreign) {
    draft.error('capco-foreign-slashes', 'A joint marking begins with two slashes.', head, {
      rule: 'A6',
      canonical: `//${head.text}`,
    });
  }
  if (owners.length === 0) {
    draft.owners = AS_BANNER;
    if (draft.form === 'banner')
      draft.error('capco-joint-owners', 'The banner line of joint information lists its owners.', head, { rule: 'Q8' });
    return true;
  }
  draft.owners = takeCodes(draft, { ...head, text: owners.join(' '), start: head.end - owners.join(' ').length }, ' ');
  return true;
}

function readForeign(draft: Draft, head: Head, quietly = false): boolean {
  const alliance = draft.vocabulary.allianceLevels.get(head.text);
  if (alliance) {
    draft.kind = 'non-us';
    draft.owners = [...alliance.owners];
    draft.level = alliance.level;
    const form = draft.form === 'portion' ? IN_PORTION : IN_BANNER;
    if (!(alliance.forms & form)) {
      draft.error('capco-level-form', 'The name of the level is that of the other form.', head, { rule: 'G7' });
    }
    return true;
  }
  const words = head.text.split(' ');
  const { word } = draft.vocabulary.register.fgi;
  const level = words.length > 1 ? levelAmong(draft, words, 'last', head) : undefined;
  const known = level?.every(
    (code) => code === word || draft.vocabulary.countries.has(code) || draft.vocabulary.groups.has(code),
  );
  if (!level || level.length === 0 || (quietly && !known)) {
    draft.level = undefined;
    if (!quietly) {
      draft.lose('capco-unknown-owner', `“${head.text}” does not name an owner and a level, such as GBR S.`, head, {
        values: { what: head.text },
      });
    }
    return false;
  }
  draft.kind = 'non-us';
  if (level[0] === word) {
    draft.concealed = true;
    if (draft.form === 'banner') {
      draft.error('capco-concealed-banner', 'A concealed source is named in a portion mark only.', head, {
        rule: 'R5',
      });
    }
    if (level.length > 1)
      draft.error('capco-concealed-named', 'A concealed source is not named.', head, { rule: 'X11' });
    return true;
  }
  draft.owners = takeCodes(
    draft,
    { text: level.join(' '), start: head.start, end: head.start + level.join(' ').length },
    ' ',
  );
  return true;
}
