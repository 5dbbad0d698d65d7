import type { MarkingFinding } from '../../finding.ts';
import { checkMark } from '../../schemes/us-capco/check.ts';
import type { IsmMark } from './ism-mark.ts';
import { ISM_REGISTER, ISM_VOCABULARY } from './register.ts';

const { withoutDate } = ISM_REGISTER.ism;

/**
 * Returns what is wrong with what attributes say: by the rules of their register, with the codes of the scheme, and by
 * those of declassification, which hold for the element that speaks for the whole (rules C2, C6).
 */
export function checkIsm({ mark, declass, resource }: IsmMark): MarkingFinding[] {
  const span = { start: 0, end: 0 };
  const findings = checkMark(ISM_VOCABULARY, mark, () => span);
  const say = (code: string, rule: string, message: string): void => {
    findings.push({ code, severity: 'error', message, span, rule });
  };
  const { date, event, exceptions } = declass;
  const dated = date !== undefined || event !== undefined;
  const exempt = exceptions.filter((exception) => withoutDate.includes(exception));
  if (dated && exempt.length > 0) {
    say('ism-declass-date', 'C6', `No date and no event of declassification stands beside ${exempt.join(', ')}.`);
  }
  if (!resource) return findings;
  const classified = mark.level !== ISM_REGISTER.levels[0]!.id;
  if (!classified && (dated || exceptions.length > 0)) {
    say('ism-declass-open', 'C2', 'What is not classified has no declassification.');
  }
  if (classified && !dated && exceptions.length === 0) {
    say('ism-declass-missing', 'C2', 'What is classified says when it is declassified, or what exempts it.');
  }
  return findings;
}
