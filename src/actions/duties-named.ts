import { Refusal } from '../errors.ts';
import { DUTIES, type Duty } from '../store/duty.ts';

export type { Duty } from '../store/duty.ts';

/** Returns duties of these names; refused with `duty-unknown` where there is none, one that is none, or one twice. */
export function dutiesNamed(names: readonly string[]): readonly Duty[] {
  const wrong = wrongWith(names);
  if (wrong === undefined) return names as readonly Duty[];
  throw new Refusal('invalid', 'duty-unknown', `${wrong}; there are ${DUTIES.join(', ')}.`);
}

function wrongWith(names: readonly string[]): string | undefined {
  if (names.length === 0) return 'No duty is named';
  if (names.includes('')) return 'A duty is empty';
  const unknown = names.find((name) => !DUTIES.includes(name as Duty));
  if (unknown !== undefined) return `There is no duty “${unknown}”`;
  const double = names.find((name, index) => names.indexOf(name) !== index);
  return double === undefined ? undefined : `The duty “${double}” is named twice`;
}
