import { readMarkings } from './granular.ts';
import { canStand, isOfMarkings } from './mandatory.ts';
import { exists, type Path, parseSelector, printSelector } from './selector.ts';
import { isRecord, ownProperty, ownText, propertiesOf, refuseHostile, type StixObject } from './stix-value.ts';

/** Says whether the reader may read what the marking definition of this id marks. */
export type MayReadRef = (ref: string) => boolean;

/** What is left of an object, and the places that were taken away, as they were numbered before. */
export interface ObjectCut {
  readonly object: StixObject;
  readonly hidden: readonly Path[];
}

/** The places to hide, as a tree of steps; `true` hides all that stands there. */
type HiddenTree = Map<string | number, HiddenTree | true>;

/** Where the items of shortened lists stand now, by the selector of the list; undefined for those taken away. */
type Renumbering = Map<string, readonly (number | undefined)[]>;

/**
 * Returns what a reader may have of an object, or undefined where that is nothing (rules S3 and S5). The reader must be
 * allowed every marking of the whole object; places under a granular marking that he may not read are taken away, with
 * every list or dictionary that this leaves empty; where a mandatory property goes, the object goes. The selectors of the
 * granular markings that stay are renumbered, so that nothing tells what is missing. An object whose markings are
 * malformed is given to nobody. Too deep or too large: `stix-too-deep`, `stix-too-large`.
 */
export function cutObject(object: StixObject, mayReadRef: MayReadRef): StixObject | undefined {
  refuseHostile(object);
  return cutChecked(object, mayReadRef, [])?.object;
}

/** As `cutObject`, for an object that is known not to be too deep; `alsoHidden` is taken away besides. */
export function cutChecked(
  object: StixObject,
  mayReadRef: MayReadRef,
  alsoHidden: readonly Path[],
): ObjectCut | undefined {
  const { objectRefs, granular, findings } = readMarkings(object);
  if (findings.length > 0 || !objectRefs.every(mayReadRef)) return undefined;
  const byMarkings = granular.flatMap(({ ref, selectors }) =>
    ref === undefined || mayReadRef(ref) ? [] : [...selectors],
  );
  const hidden = [...byMarkings, ...alsoHidden];
  if (hidden.some((path) => isOfMarkings(path[0]))) return undefined;
  const isDefinition = ownText(object, 'type') === 'marking-definition';
  // A definition with a part of its meaning missing would mean something else.
  if (isDefinition && hidden.some(([first]) => first === 'definition' || first === 'extensions')) return undefined;
  const renumbering: Renumbering = new Map();
  const cut = cutValue({ value: object, tree: treeOf(hidden), path: [], renumbering });
  if (!isRecord(cut)) return undefined;
  const marked = withMarkings(cut, granularAfter(object, cut, renumbering));
  return canStand(object, marked) ? { object: marked, hidden } : undefined;
}

function treeOf(paths: readonly Path[]): HiddenTree {
  const root: HiddenTree = new Map();
  for (const path of paths) {
    let node = root;
    for (const [index, step] of path.entries()) {
      const below = node.get(step);
      if (below === true) break;
      if (index === path.length - 1) {
        node.set(step, true);
        break;
      }
      const next: HiddenTree = below ?? new Map();
      node.set(step, next);
      node = next;
    }
  }
  return root;
}

interface CutTask {
  readonly value: unknown;
  /** What to hide below; undefined where nothing is: the value is only copied. */
  readonly tree: HiddenTree | undefined;
  readonly path: Path;
  readonly renumbering: Renumbering;
}

/** Returns a copy without what is hidden; undefined where nothing is left of a list or dictionary that held something. */
function cutValue(task: CutTask): unknown {
  const { value, tree } = task;
  if (Array.isArray(value)) return cutList(value, task);
  if (!isRecord(value)) return value;
  const kept: [string, unknown][] = [];
  for (const name of propertiesOf(value)) {
    const left = cutBelow(task, name, value[name]);
    if (left !== undefined) kept.push([name, left]);
  }
  return tree && kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function cutBelow({ tree, path, renumbering }: CutTask, step: string | number, value: unknown): unknown {
  const below = tree?.get(step);
  if (below === true) return undefined;
  return cutValue({ value, tree: below, path: tree ? [...path, step] : path, renumbering });
}

function cutList(list: readonly unknown[], task: CutTask): unknown {
  const kept: unknown[] = [];
  const places: (number | undefined)[] = [];
  for (const [place, item] of list.entries()) {
    const left = cutBelow(task, place, item);
    places.push(left === undefined ? undefined : kept.length);
    if (left !== undefined) kept.push(left);
  }
  if (task.tree) task.renumbering.set(printSelector(task.path), places);
  return task.tree && kept.length === 0 ? undefined : kept;
}

/** Returns where a place stands after the cut; undefined where it is gone. */
function placeAfter(path: Path, cut: StixObject, renumbering: Renumbering): Path | undefined {
  const after: (string | number)[] = [];
  for (const [index, step] of path.entries()) {
    const places = typeof step === 'number' ? renumbering.get(printSelector(path.slice(0, index))) : undefined;
    const now = typeof step === 'number' && places ? places[step] : step;
    if (now === undefined) return undefined;
    after.push(now);
  }
  return exists(cut, after) ? after : undefined;
}

/**
 * The entries of `granular_markings` that still mark something, in their order and with their other properties. All that
 * a marking which may not be read covers is gone, and so its entries go.
 */
function granularAfter(object: StixObject, cut: StixObject, renumbering: Renumbering): readonly StixObject[] {
  const entries = (ownProperty(object, 'granular_markings') ?? []) as readonly StixObject[];
  return entries.flatMap((entry) => {
    const selectors = (entry['selectors'] as readonly string[]).flatMap((selector) => {
      const after = placeAfter(parseSelector(selector)!, cut, renumbering);
      return after ? [printSelector(after)] : [];
    });
    if (selectors.length === 0) return [];
    return [
      Object.fromEntries(propertiesOf(entry).map((name) => [name, name === 'selectors' ? selectors : entry[name]])),
    ];
  });
}

function withMarkings(cut: StixObject, granular: readonly StixObject[]): StixObject {
  const properties = propertiesOf(cut)
    .filter((name) => name !== 'granular_markings' || granular.length > 0)
    .map((name) => [name, name === 'granular_markings' ? granular : cut[name]] as const);
  return Object.fromEntries(properties);
}
