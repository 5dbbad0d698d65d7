import { Refusal } from '../../../errors.ts';
import { cutChecked, type MayReadRef, type ObjectCut } from './cut-object.ts';
import { isOfMarkings } from './mandatory.ts';
import { DEFINITION, definitionsInOrder, markingRefsOf } from './marking-chains.ts';
import type { Path } from './selector.ts';
import { isRecord, ownProperty, ownText, propertiesOf, refuseHostile, type StixObject } from './stix-value.ts';

interface Item {
  readonly whole: StixObject;
  readonly id: string;
  readonly isDefinition: boolean;
  /** Where ids of other objects of the bundle stand in this one. */
  readonly mentions: ReadonlyMap<string, readonly Path[]>;
  /** Undefined where the reader gets nothing of it. */
  cut: ObjectCut | undefined;
}

/**
 * Returns what a reader may have of the objects of a bundle, in their order: each cut as by `cutObject`, and no trace of
 * those that went (rules S1 and S5):
 *
 * - Whoever may not read a marking definition, since it is marked itself, may not read what it marks.
 * - An id of an object that went is taken away wherever it stands, as a value or as a key; an object that cannot stand
 *   without it goes too, and so on until nothing changes. Of several versions of an object one that stays is enough.
 * - A translation (`language-content`) of a property that is hidden goes with it.
 * - Marking definitions that mark nothing in what is left go.
 *
 * Ids of objects that never were in the bundle stay. Refused: `stix-too-deep`, `stix-too-large`, `stix-circular-markings`,
 * and `stix-not-an-object` for an item without a type or an id.
 */
export function cutBundle(objects: readonly StixObject[], mayReadRef: MayReadRef): readonly StixObject[] {
  refuseHostile(objects);
  const items = itemsOf(objects);
  const cutting = new BundleCut(items, mayReadRef);
  cutting.begin(definitionsInOrder(objects));
  do cutting.dropMentions();
  while (cutting.dropUnusedDefinitions());
  return items.flatMap(({ cut }) => (cut ? [cut.object] : []));
}

function itemsOf(objects: readonly StixObject[]): readonly Item[] {
  const ids = new Set<string>();
  for (const object of objects) {
    const id = ownText(object, 'id');
    if (id === undefined || ownText(object, 'type') === undefined) {
      throw new Refusal('invalid', 'stix-not-an-object', 'Each object of a bundle needs a type and an id.');
    }
    ids.add(id);
  }
  return objects.map((whole) => ({
    whole,
    id: ownText(whole, 'id')!,
    isDefinition: ownText(whole, 'type') === DEFINITION,
    mentions: mentionsIn(whole, ids),
    cut: undefined,
  }));
}

/** Returns where ids of `ids` stand in an object as a value or as a key, but for its own id and its markings. */
function mentionsIn(object: StixObject, ids: ReadonlySet<string>): ReadonlyMap<string, readonly Path[]> {
  const mentions = new Map<string, Path[]>();
  const steps: (string | number)[] = [];
  const note = (id: string): void => {
    const known = mentions.get(id);
    if (known) known.push([...steps]);
    else mentions.set(id, [[...steps]]);
  };
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (ids.has(value)) note(value);
    } else if (Array.isArray(value)) {
      for (const [place, item] of value.entries()) visitAt(place, item);
    } else if (isRecord(value)) {
      for (const name of propertiesOf(value)) visitAt(name, value[name]);
    }
  };
  const visitAt = (step: string | number, value: unknown): void => {
    const isTop = steps.length === 0;
    if (isTop && (step === 'id' || isOfMarkings(step))) return;
    steps.push(step);
    if (typeof step === 'string' && ids.has(step)) note(step);
    visit(value);
    steps.pop();
  };
  visit(object);
  return mentions;
}

/** What is left of the versions of an object, as its translations must know it. */
interface Remains {
  /** The dates of the versions of which something is left. */
  readonly modified: ReadonlySet<unknown>;
  /** The properties of which something is hidden in one of them. */
  readonly hidden: ReadonlySet<string>;
  /** Whether something is left of every version. */
  readonly isWhole: boolean;
}

/** The work on one bundle: what went, and who must be looked at again for it. */
class BundleCut {
  readonly #items: readonly Item[];
  readonly #mayReadRef: MayReadRef;
  readonly #answers = new Map<string, boolean>();
  /** Ids of which no version is left. */
  readonly #gone = new Set<string>();
  readonly #versions = new Map<string, Item[]>();
  /** Id → the items that mention it or are marked by it. */
  readonly #holders = new Map<string, Set<Item>>();
  /** Id → the translations of the object. */
  readonly #translations = new Map<string, Item[]>();
  readonly #remains = new Map<string, Remains>();
  /** Ids of objects of which more is hidden than before. */
  readonly #changed = new Set<string>();
  #waiting = new Set<Item>();

  constructor(items: readonly Item[], mayReadRef: MayReadRef) {
    this.#items = items;
    this.#mayReadRef = mayReadRef;
    for (const item of items) {
      appendTo(this.#versions, item.id, item);
      for (const id of [...item.mentions.keys(), ...markingRefsOf(item.whole)]) {
        const holders = this.#holders.get(id);
        if (holders) holders.add(item);
        else this.#holders.set(id, new Set([item]));
      }
      const translated = translatedId(item);
      if (translated !== undefined) appendTo(this.#translations, translated, item);
    }
  }

  /** Cuts every object by its markings: the definitions first, in their order, then what they mark, then translations. */
  begin(definitions: readonly string[]): void {
    for (const id of definitions) {
      for (const item of this.#versions.get(id)!) this.#cut(item);
      this.#settle(id);
    }
    const others = this.#items.filter((item) => !item.isDefinition);
    for (const item of others) if (translatedId(item) === undefined) this.#cut(item);
    for (const item of others) if (translatedId(item) !== undefined) this.#cut(item);
    for (const id of this.#versions.keys()) this.#settle(id);
  }

  /** Cuts again all that mention what went, until nothing more goes. */
  dropMentions(): void {
    while (this.#waiting.size > 0) {
      const round = this.#waiting;
      this.#waiting = new Set();
      for (const item of round) if (item.cut) this.#cut(item);
      for (const item of round) this.#settle(item.id);
    }
  }

  /** Lets go the definitions that mark nothing of what is left; returns whether there were any. */
  dropUnusedDefinitions(): boolean {
    const used = new Set<string>();
    const look = this.#items.filter(({ cut, isDefinition }) => cut && !isDefinition);
    // The list grows while it is walked: a definition that is used uses those that mark it.
    for (const { cut } of look) {
      for (const ref of cut ? markingRefsOf(cut.object) : []) {
        if (used.has(ref)) continue;
        used.add(ref);
        look.push(...(this.#versions.get(ref) ?? []).filter((item) => item.isDefinition));
      }
    }
    const unused = this.#items.filter(({ cut, isDefinition, id }) => cut && isDefinition && !used.has(id));
    for (const item of unused) item.cut = undefined;
    for (const item of unused) this.#settle(item.id);
    return unused.length > 0;
  }

  #cut(item: Item): void {
    const mentioned = [...item.mentions].flatMap(([id, paths]) => (this.#gone.has(id) ? paths : []));
    const alsoHidden = [...mentioned, ...this.#hiddenTranslations(item)];
    const before = item.cut?.hidden.length ?? 0;
    item.cut = cutChecked(item.whole, (ref) => this.#mayRead(ref), alsoHidden);
    if (item.cut?.hidden.length === before) return;
    this.#remains.delete(item.id);
    this.#changed.add(item.id);
  }

  /** Notes whether the last version of an object went, and who must be looked at again for it or for what changed. */
  #settle(id: string): void {
    if (this.#changed.delete(id)) {
      for (const translation of this.#translations.get(id) ?? []) this.#waiting.add(translation);
    }
    if (this.#gone.has(id) || this.#versions.get(id)!.some((version) => version.cut)) return;
    this.#gone.add(id);
    for (const holder of this.#holders.get(id) ?? []) this.#waiting.add(holder);
  }

  #mayRead(ref: string): boolean {
    if (this.#gone.has(ref)) return false;
    const known = this.#answers.get(ref);
    if (known !== undefined) return known;
    const answer = this.#mayReadRef(ref);
    this.#answers.set(ref, answer);
    return answer;
  }

  /**
   * The places of a translation that say what is hidden in the object it translates, in every language. Where a version
   * of the object went, that is all of it, unless it says that it translates one that stays.
   */
  #hiddenTranslations(item: Item): readonly Path[] {
    const translated = translatedId(item);
    if (translated === undefined) return [];
    const { modified, hidden, isWhole } = this.#remainsOf(translated);
    const pinned = ownText(item.whole, 'object_modified');
    if (!isWhole && (pinned === undefined || !modified.has(pinned))) return [['object_ref']];
    const contents = ownProperty(item.whole, 'contents');
    if (hidden.size === 0 || !isRecord(contents)) return [];
    return propertiesOf(contents).flatMap((language) =>
      [...hidden]
        .filter((name) => ownProperty(contents[language], name) !== undefined)
        .map((name) => ['contents', language, name]),
    );
  }

  #remainsOf(id: string): Remains {
    const known = this.#remains.get(id);
    if (known) return known;
    const versions = this.#versions.get(id) ?? [];
    const left = versions.flatMap(({ cut }) => (cut ? [cut] : []));
    const remains = {
      modified: new Set(left.map(({ object }) => object['modified'])),
      hidden: new Set(left.flatMap((cut) => cut.hidden.map(([first]) => String(first)))),
      isWhole: left.length === versions.length,
    };
    this.#remains.set(id, remains);
    return remains;
  }
}

function translatedId(item: Item): string | undefined {
  return ownText(item.whole, 'type') === 'language-content' ? ownText(item.whole, 'object_ref') : undefined;
}

function appendTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}
