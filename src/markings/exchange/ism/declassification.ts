import { yearsAfter } from '../../days.ts';
import { AS_BANNER, type CapcoMark } from '../../schemes/us-capco/mark.ts';
import type { IsmDeclassification, IsmMark } from './ism-mark.ts';
import { ISM_REGISTER, ISM_VOCABULARY } from './register.ts';

const { ism } = ISM_REGISTER;

/** Years of protection where no source says anything (rule C4 i). */
const YEARS = 25;

/**
 * Returns what the declassification of portions comes to (rules C4, C6, R15): all exemptions, those of nuclear and of
 * NATO information among them; the latest day unless one of these two forbids it; else, where nothing else is said,
 * `today` and 25 years. Without a `today` nothing is put in the place of what is missing.
 */
export function rollUpDeclassification(portions: readonly IsmMark[], today?: string): IsmDeclassification {
  const exceptions = new Set(portions.flatMap(({ declass }) => declass.exceptions));
  const special = specialException(portions, exceptions);
  for (const exception of ism.withoutDate) exceptions.delete(exception);
  if (special !== undefined) exceptions.add(special);
  const listed = ism.exceptions.filter((exception) => exceptions.has(exception));
  const undated = listed.some((exception) => ism.withoutDate.includes(exception));
  const events = [...new Set(portions.flatMap(({ declass }) => declass.event ?? []))];
  const dates = portions.flatMap(({ declass }) => declass.date ?? []).sort();
  const calculated =
    listed.length === 0 && events.length === 0 && today !== undefined ? yearsAfter(today, YEARS) : undefined;
  const date = undated ? undefined : (dates.at(-1) ?? calculated);
  return {
    ...(date === undefined ? {} : { date }),
    ...(undated || events.length === 0 ? {} : { event: events.join('; ') }),
    exceptions: listed,
  };
}

/** The exemption that nuclear information and that of the alliance bring, or that was stated: one for both. */
function specialException(portions: readonly IsmMark[], stated: ReadonlySet<string>): string | undefined {
  const { ofAlliance, ofAtomic, ofBoth } = ism;
  const open = ISM_REGISTER.levels[0]!.id;
  const alliance = portions.some(({ mark }) => isOfAlliance(mark)) || stated.has(ofAlliance) || stated.has(ofBoth);
  const nuclear = portions.some(({ mark: { aea, level } }) => level !== open && aea.chain.length > 0);
  const atomic = nuclear || stated.has(ofAtomic) || stated.has(ofBoth);
  if (alliance && atomic) return ofBoth;
  return alliance ? ofAlliance : atomic ? ofAtomic : undefined;
}

function isOfAlliance({ owners, fgi }: CapcoMark): boolean {
  const code = ISM_VOCABULARY.alliance?.code;
  const all = [...(owners === AS_BANNER ? [] : owners), ...(fgi?.sources ?? [])];
  return all.some((one) => one === code || one.startsWith(`${code}:`));
}
