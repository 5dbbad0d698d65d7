import type { Copy } from '../domain/copy.ts';
import { Refusal } from '../errors.ts';
import type { Label } from '../markings/label.ts';
import type { MayTell } from '../render/copy-name.ts';
import type { Desk } from './desk.ts';

/**
 * Returns what the subject of a message, or the title of an entry, may tell of a copy. More people see it than the copy: the
 * copy's title stands there only where its own mark is one that the channel may carry.
 */
export function mayTell(
  { schemes }: Pick<Desk, 'schemes'>,
  ceiling: Label,
  { copy, asked }: { readonly copy: Copy; readonly asked: MayTell },
): MayTell {
  if (asked !== 'title') return asked;
  try {
    const isCarried = copy.title !== null && schemes.dominates(ceiling, schemes.label(copy.scheme, copy.title.mark));
    return isCarried ? 'title' : 'banner';
  } catch (error) {
    if (error instanceof Refusal) return 'banner';
    throw error;
  }
}
