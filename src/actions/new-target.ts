import type { TargetKind } from '../domain/target.ts';
import type { StoredTarget } from '../store/targets.ts';
import type { Desk } from './desk.ts';
import { type Stated, statedMarking } from './stated.ts';
import type { TargetContent } from './target-content.ts';

/** A target as somebody writes it; expressions call it by its name. */
export interface NewTarget extends TargetContent, Stated {
  readonly name: string;
  readonly kind: TargetKind;
}

/** Returns a target as it is kept first. */
export function storedTarget(
  desk: Desk,
  target: NewTarget,
  { labelId, now }: { readonly labelId: number; readonly now: Date },
): StoredTarget {
  return {
    id: desk.newId('target'),
    name: target.name,
    title: target.title,
    kind: target.kind,
    role: target.role ?? null,
    note: target.note ?? null,
    stated: statedMarking(target),
    labelId,
    status: 'active',
    aliases: target.aliases ?? [],
    madeAt: now,
    changedAt: now,
  };
}
