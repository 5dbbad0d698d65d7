import { checkTarget, checkTargetName } from '../domain/check-target.ts';
import type { StatedMarking } from '../domain/stated-marking.ts';
import type { Target, TargetKind } from '../domain/target.ts';
import type { Label } from '../markings/label.ts';
import { addTarget, type StoredTarget, targetsByName } from '../store/targets.ts';
import type { Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { storedTarget } from './new-target.ts';
import type { OrderMarking } from './order-content.ts';
import { checkNeedToKnow, ownLabel } from './stated.ts';
import { described, type TargetContent } from './target-content.ts';

/** A target that is made beside an order: where it has no marking of its own it is under all that the order is under. */
export interface TargetBeside extends TargetContent, Pick<Target, 'marking' | 'scheme' | 'needToKnow'> {
  readonly name: string;
  readonly kind: TargetKind;
}

/** One that is checked, with its marking as it is kept, and the label of it. */
export interface PreparedTarget {
  readonly target: TargetBeside & StatedMarking;
  readonly labelId: number;
}

/** Checks the targets, and finds the labels that they get: each that the actor may read (`action-above-clearance`). */
export async function prepareTargets(
  desk: Desk,
  actor: Actor,
  {
    targets,
    order,
    now,
  }: { readonly targets: readonly TargetBeside[]; readonly order: OrderMarking; readonly now: Date },
): Promise<readonly PreparedTarget[]> {
  const prepared: PreparedTarget[] = [];
  for (const target of targets) {
    checkTargetName(target.name);
    checkTarget(described(target, target.kind));
    const { stated, label } = markingOf(desk, target, order);
    prepared.push({ target: { ...target, ...stated }, labelId: await ownLabel(desk, actor, label, now) });
  }
  return prepared;
}

/** Makes those of whose name there is none that the actor may read; returns the ids of those that were made. */
export async function addTargetsBeside(
  desk: Desk,
  { client, now }: Pick<Deed, 'client' | 'now'>,
  prepared: readonly PreparedTarget[],
): Promise<readonly string[]> {
  const names = prepared.map(({ target }) => target.name);
  const here = new Set((await targetsByName(client, names)).map(({ name }) => name));
  const made: string[] = [];
  for (const { target, labelId } of prepared.filter(({ target: { name } }) => !here.has(name))) {
    const stored: StoredTarget = storedTarget(desk, target, { labelId, now });
    // One that was retired under this marking holds its name: the order is told that there is no target to cite.
    if (await addTarget(client, stored)) made.push(stored.id);
  }
  return made;
}

function markingOf(
  { schemes }: Desk,
  { scheme, marking, needToKnow = [] }: TargetBeside,
  order: OrderMarking,
): { readonly stated: StatedMarking; readonly label: Label } {
  checkNeedToKnow(needToKnow);
  if (marking !== undefined) {
    const stated = { scheme: scheme ?? order.stated.scheme, marking, needToKnow };
    return { stated, label: schemes.label(stated.scheme, marking, { needToKnow }) };
  }
  const { stated } = order;
  const narrowed = { ...order.label, needToKnow };
  const label = needToKnow.length === 0 ? order.label : schemes.join([order.label, narrowed]);
  return { stated: { ...stated, needToKnow: label.needToKnow }, label };
}
