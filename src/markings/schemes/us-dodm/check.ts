import type { MarkingFinding, Span } from '../../finding.ts';
import { checkMark, type PlaceOf } from '../us-capco/check.ts';
import { AS_BANNER } from '../us-capco/mark.ts';
import { DODM_REGISTER, DODM_VOCABULARY, type DodmMark } from './mark.ts';

const WORDS = DODM_REGISTER.dodm;

/** What the engine says by the data of the register; all else that it says is of another manual. */
const FROM_REGISTER: readonly string[] = ['capco-level', 'capco-requires', 'capco-excludes'];

/**
 * Returns what is wrong with a mark by the manual: what its register says of levels, of what requires and of what
 * excludes what, and what a register cannot say. Where a finding has a rule it is a paragraph, such as `10.e.5.`.
 */
export function checkDodm(mark: DodmMark, placeOf: PlaceOf): MarkingFinding[] {
  const findings = checkMark(DODM_VOCABULARY, mark, placeOf)
    .filter(({ code }) => FROM_REGISTER.includes(code))
    .map((found) => ({ ...found, code: found.code.replace(/^capco-/, 'dodm-') }));
  const say = (code: string, rule: string | undefined, id: string, message: string): void => {
    findings.push(finding(code, rule, placeOf(id), message));
  };
  checkAlliance(mark, say);
  checkPrograms(mark, say);
  checkAtomic(mark, say);
  checkSources(mark, say);
  const { relTo } = mark;
  const { owner } = DODM_REGISTER;
  if (Array.isArray(relTo) && relTo.length === 1 && relTo[0] === owner) {
    say('dodm-release-alone', '10.e.5.', 'REL', `REL TO ${owner} alone says nothing; NOFORN is what is meant.`);
  }
  return findings;
}

type Say = (code: string, rule: string | undefined, id: string, message: string) => void;

function finding(code: string, rule: string | undefined, span: Span, message: string): MarkingFinding {
  return { code, severity: 'error', message, span, ...(rule === undefined ? {} : { rule }) };
}

function checkAlliance({ kind, authority, level, words, dissem, owners }: DodmMark, say: Say): void {
  const { owner, alliance } = DODM_REGISTER;
  const { cosmic } = WORDS;
  const top = DODM_REGISTER.levels.at(-1)!;
  const name = alliance?.code ?? '';
  const its = authority === cosmic || authority === name;
  if (authority === cosmic && level !== top.id) {
    say('dodm-alliance-level', '4.b.2.a.', 'level', `${cosmic} stands before ${top.title} only.`);
  }
  if (authority === name && level === top.id) {
    say('dodm-alliance-level', '4.b.2.a.', 'level', `Before ${top.title} stands ${cosmic}, not ${name}.`);
  }
  if (its && dissem.some((id) => DODM_VOCABULARY.controls.get(id)?.role === 'none')) {
    say('dodm-alliance-release', '4.b.3.', 'NF', `NOFORN does not stand with information of ${name}.`);
  }
  for (const word of words) {
    if (kind !== 'non-us' || (!its && !WORDS.topWords.includes(word))) {
      say('dodm-word-owner', '4.b.', word, `${word} stands with information of ${name} only.`);
    } else if (WORDS.topWords.includes(word) && authority !== cosmic) {
      say('dodm-word-level', '4.b.2.c.', word, `${word} stands behind ${cosmic} ${top.title} only.`);
    }
  }
  const restricted = DODM_REGISTER.levels.find(({ countsAs }) => countsAs !== undefined)?.id;
  if (kind === 'joint' && level === restricted && owners !== AS_BANNER && owners.includes(owner)) {
    say('dodm-joint-level', '5.d.', 'level', `Information of ${owner} and others together is never ${level}.`);
  }
}

function checkPrograms({ sap, dissem }: DodmMark, say: Say): void {
  const { waived, channels, mostPrograms, manyPrograms } = WORDS;
  if (sap.length > mostPrograms) {
    const message = `At most ${mostPrograms} programs are named; for more stands ${manyPrograms}.`;
    say('dodm-programs', '7.e.', DODM_REGISTER.sap.prefix, message);
  }
  if (dissem.includes(waived) && sap.length === 0 && !dissem.includes(channels)) {
    say('dodm-waived', '7.f.', waived, `${waived} stands with a special access program only.`);
  }
}

function checkAtomic({ aea }: DodmMark, say: Say): void {
  const entry = DODM_REGISTER.aea;
  if (!entry) return;
  const { design, series } = entry;
  if (aea.design && !aea.chain.some((id) => design.of.includes(id))) {
    say('dodm-atomic-base', design.ofRule, design.id, `${design.id} stands behind ${design.of.join(' or ')} only.`);
  }
  const { first = 0, last = Number.POSITIVE_INFINITY } = series;
  const wrong = aea.series.filter((number) => number < first || number > last);
  if (wrong.length > 0) {
    say(
      'dodm-series',
      series.rule,
      series.banner,
      `There is no ${series.banner} ${wrong.join(' ')}: they go from ${first} to ${last}.`,
    );
  }
}

function checkSources({ fgi, kind, level }: DodmMark, say: Say): void {
  if (!fgi || fgi.sources.length === 0) return;
  const { owner } = DODM_REGISTER;
  if (kind !== 'us') say('dodm-fgi-kind', '9.a.', 'FGI', `Foreign sources are named in markings of ${owner} only.`);
  if (!WORDS.sourceLevels.includes(level)) {
    say(
      'dodm-fgi-level',
      '9.b.',
      'FGI',
      `Information with a named foreign source is ${WORDS.sourceLevels.join(', ')}.`,
    );
  }
  // The manual gives no paragraph for it.
  if (fgi.sources.includes(owner)) say('dodm-fgi-owner', undefined, 'FGI', `${owner} is no foreign source.`);
}
