import { isValid, type MarkingFinding } from '../../finding.ts';
import type { CapcoMark } from '../../schemes/us-capco/mark.ts';
import { renderState } from '../../schemes/us-capco/render.ts';
import { type CapcoState, joinStates, NOTHING, stateOf } from '../../schemes/us-capco/state.ts';
import { rollUpDeclassification } from './declassification.ts';
import type { IsmAttributes, IsmMark } from './ism-mark.ts';
import { readIsm } from './read-attributes.ts';
import { ISM_REGISTER, ISM_VOCABULARY } from './register.ts';
import { inOrder, writeMark } from './write-attributes.ts';

const { ism, owner: OWNER } = ISM_REGISTER;

/** What is said of a document besides its portions. */
export interface IsmDocument {
  /** The attributes of the element that speaks for the whole, as they were: its markings are worked out anew. */
  readonly resource: IsmAttributes;
  /** `YYYY-MM-DD`; declassification is reckoned from it where no portion says when. */
  readonly today?: string;
  /** Written into a classified document; who answers for the rolling up, and from what it was derived. */
  readonly derivativelyClassifiedBy?: string;
  readonly derivedFrom?: string;
}

export interface RolledUpIsm {
  /** Of the element that speaks for the whole; absent where a portion could not be read, or none counts. */
  readonly attributes?: IsmAttributes;
  readonly mark?: CapcoMark;
  readonly state: CapcoState;
  readonly findings: readonly MarkingFinding[];
}

/**
 * Returns the attributes of a document by the roll-up of its portions (rules R1 to R15). A portion that cannot be read
 * keeps the whole from being marked; one that is not valid is counted, and named in a finding.
 */
export function rollUpIsm(portions: readonly IsmAttributes[], document: IsmDocument): RolledUpIsm {
  const findings: MarkingFinding[] = [];
  const marks = portions.flatMap((attributes, index) => {
    const { mark, findings: found } = readIsm(attributes);
    if (!isValid(found)) findings.push(portionFinding(index, found, mark !== undefined));
    return mark === undefined ? [] : [mark];
  });
  const counted = marks.filter(({ excluded }) => !excluded);
  const state = counted.map(({ mark }) => stateOf(ISM_VOCABULARY, mark)).reduce(joinStates, NOTHING);
  if (marks.length < portions.length) return { state, findings };
  if (counted.length === 0) {
    const message = 'No portion counts for the whole: there is nothing to mark it by.';
    return { state, findings: [...findings, finding('ism-no-portion', message)] };
  }
  const mark = withEyes(renderState(ISM_VOCABULARY, ownedBy(state, document.resource)), counted);
  const classified = mark.level !== ISM_REGISTER.levels[0]!.id;
  const declass = classified ? rollUpDeclassification(counted, document.today) : { exceptions: [] };
  if (classified && declass.date === undefined && declass.event === undefined && declass.exceptions.length === 0) {
    findings.push(
      finding(
        'ism-declass-missing',
        'No portion says when it is declassified, and no day was given to reckon from.',
        'C4',
      ),
    );
  }
  const attributes = inOrder({
    ...writeMark(mark),
    ...Object.fromEntries(ism.kept.flatMap((name) => keptFrom(document.resource, name))),
    hasApproximateMarkings: counted.some(({ approximate }) => approximate) ? 'true' : '',
    derivativelyClassifiedBy: classified ? (document.derivativelyClassifiedBy ?? '') : '',
    derivedFrom: classified ? (document.derivedFrom ?? '') : '',
    declassDate: declass.date ?? '',
    declassEvent: declass.event ?? '',
    declassException: declass.exceptions.join(' '),
  });
  return { attributes, mark, state, findings };
}

function finding(code: string, message: string, rule?: string): MarkingFinding {
  return { code, severity: 'error', message, span: { start: 0, end: 0 }, ...(rule === undefined ? {} : { rule }) };
}

function portionFinding(index: number, found: readonly MarkingFinding[], read: boolean): MarkingFinding {
  const first = found.find(({ severity }) => severity === 'error')!;
  const code = read ? 'ism-portion-invalid' : 'ism-portion-unread';
  return finding(code, `Portion ${index + 1}: ${first.message}`, first.rule);
}

function keptFrom(resource: IsmAttributes, name: string): readonly (readonly [string, string])[] {
  return Object.hasOwn(resource, name) ? [[name, resource[name]!]] : [];
}

/** A document of the owner's stays one: what others own in it becomes foreign sources (rules R5, R6). */
function ownedBy(state: CapcoState, resource: IsmAttributes): CapcoState {
  const owners = (resource['ownerProducer'] ?? OWNER).trim();
  return owners === OWNER ? { ...state, own: true, jointOnly: false } : state;
}

/**
 * Where every list was `EYES` the list of the whole is too: text no longer writes it, metadata of its time does.
 * The two grant the same.
 */
function withEyes(mark: CapcoMark, portions: readonly IsmMark[]): CapcoMark {
  const withRole = (role: string): string[] =>
    ISM_REGISTER.dissem.filter((entry) => entry.role === role).map(({ id }) => id);
  const carried = (ids: readonly string[]): boolean =>
    portions.some((portion) => portion.mark.dissem.some((id) => ids.includes(id)));
  const release = withRole('release');
  const eyes = withRole('eyes');
  if (!mark.dissem.some((id) => release.includes(id)) || carried(release) || !carried(eyes)) return mark;
  const shown = new Set(mark.dissem.map((id) => (release.includes(id) ? eyes[0]! : id)));
  return { ...mark, dissem: ISM_REGISTER.dissem.map(({ id }) => id).filter((id) => shown.has(id)) };
}
