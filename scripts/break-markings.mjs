// Breaks the marking engine on purpose, one rule at a time, and sees that a test notices each break. The rules that are
// data are broken by test/markings-mutations.slow.test.ts; these are the ones that are code.
//   npm run break:markings
// Works on the files in place and puts each back; run it on a clean tree. Exit status 1 where a break went unnoticed.
import { breakAll } from './break-all.mjs';

const CAPCO = 'src/markings/schemes/us-capco';

/** File, what stands there once, and what takes its place. */
const BREAKS = [
  [`${CAPCO}/state.ts`, 'level: Math.max(one.level, other.level)', 'level: Math.min(one.level, other.level)'],
  [`${CAPCO}/state.ts`, 'invalid: one.invalid || other.invalid', 'invalid: one.invalid && other.invalid'],
  [`${CAPCO}/state.ts`, 'release: within(one.release, other.release)', 'release: one.release'],
  [`${CAPCO}/state.ts`, 'display: within(one.display, other.display)', 'display: other.display'],
  [`${CAPCO}/state.ts`, 'groups: within(one.groups, other.groups)', 'groups: one.groups'],
  [
    `${CAPCO}/state.ts`,
    'byOfficial: one.byOfficial && other.byOfficial',
    'byOfficial: one.byOfficial || other.byOfficial',
  ],
  [`${CAPCO}/state.ts`, 'implicit: one.implicit || other.implicit', 'implicit: one.implicit && other.implicit'],
  [`${CAPCO}/state.ts`, 'combined: one.combined || other.combined', 'combined: one.combined && other.combined'],
  [`${CAPCO}/state.ts`, 'jointOnly: one.jointOnly && other.jointOnly', 'jointOnly: one.jointOnly || other.jointOnly'],
  [`${CAPCO}/state.ts`, 'concealed: one.concealed || other.concealed', 'concealed: one.concealed'],
  [`${CAPCO}/state.ts`, 'controls: union(one.controls, other.controls)', 'controls: one.controls'],
  [`${CAPCO}/state.ts`, 'sci: joinSystems(one.sci, other.sci)', 'sci: one.sci'],
  [`${CAPCO}/sets.ts`, 'other.includes(code)', '!other.includes(code)'],
  [
    `${CAPCO}/sets.ts`,
    "if (one === 'unlimited' || one === other) return other;",
    "if (one === 'unlimited' || one === other) return one;",
  ],
  [`${CAPCO}/render.ts`, '(classified && state.unclassified.length > 0)', 'false'],
  [`${CAPCO}/render.ts`, 'level: own ? (entry.countsAs ?? entry.id) : entry.id', 'level: entry.id'],
  [`${CAPCO}/render.ts`, 'jointOwners.every((code) => released.includes(code))', 'true'],
  [`${CAPCO}/render.ts`, 'if (concealed) return { concealed: true, sources: [] };', ''],
  [`${CAPCO}/render.ts`, 'code !== owner && !already.includes(code)', 'code !== owner'],
  [
    `${CAPCO}/requirement.ts`,
    "if (state.level < 0) return never('unmarked');",
    'if (state.level < 0) return { clauses: [] };',
  ],
  [`${CAPCO}/requirement.ts`, "if (state.invalid || state.unresolved) return never('invalid');", ''],
  [`${CAPCO}/requirement.ts`, "action === 'release' ? state.fdr.release : state.fdr.display", 'state.fdr.display'],
  [`${CAPCO}/requirement.ts`, "if (limit === 'unlimited') return;", 'if (limit.length > 0) return;'],
  [`${CAPCO}/requirement.ts`, 'if (limit.every((code) => code === owner)) ask', 'if (limit.length < 0) ask'],
  [`${CAPCO}/requirement.ts`, 'levels.slice(0, top + 1)', 'levels'],
  [`${CAPCO}/check.ts`, 'owners.filter((owner) => !released.includes(owner))', '[] as string[]'],
  [`${CAPCO}/check.ts`, 'if (chain.length > 1) {', 'if (chain.length > 2) {'],
  [`${CAPCO}/read.ts`, 'if (element.slashes === 1) return;', 'return;'],
  ['src/markings/decide.ts', 'anyOf.some((token) => tokens.has(token))', 'anyOf.every((token) => tokens.has(token))'],
  ['src/markings/decide.ts', '!(now >= notBefore)', 'now > notBefore'],
  ['src/markings/decide.ts', 'until !== undefined && now >= until', 'until !== undefined'],
  [
    'src/markings/scheme-set.ts',
    "if (label.parts.length === 0) return [{ requirement: never('unmarked') }];",
    'if (label.parts.length === 0) return [{ requirement: { clauses: [] } }];',
  ],
  ['src/markings/scheme-set.ts', "?? never('unknown')", '?? { clauses: [] }'],
  ['src/markings/scheme-set.ts', "clause.reason === 'level' ? liftedAt", 'clause.reason ? liftedAt'],
  ['src/markings/scheme-set.ts', 'one === undefined || other === undefined ? undefined', 'one === other ? one'],
  ['src/markings/scheme-set.ts', 'if (labels.some((label) => this.#isUnmarked(label)))', 'if (labels.length === 0)'],
  ['src/markings/mark-inside.ts', 'if (isMark(match[1]!', 'if (match.index < 0 && isMark(match[1]!'],
  [
    'src/markings/label.ts',
    'other.every((group) => list.includes(group))',
    'other.some((group) => list.includes(group))',
  ],
  ['src/markings/raise.ts', 'if (come !== want) {', 'if (false) {'],
  ['src/markings/read-portions.ts', "if (!inner.includes('//') && inner !== inner.toUpperCase()) return false;", ''],
  ['src/markings/clean-text.ts', "say('marking-invisible', folded.invisible[0]", "say('marking-invisible', undefined"],
];

breakAll(BREAKS, ['src/markings', 'test/markings-page.test.ts']);
