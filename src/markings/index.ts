// The public face of the engine, published as `vigie/markings`: what stands here keeps its meaning.
export type { BlockKind } from './blocks.ts';
export { type Decision, decide } from './decide.ts';
export { checkCsafDistribution } from './exchange/csaf-distribution.ts';
export { readIsm } from './exchange/ism/read-attributes.ts';
export { rollUpIsm } from './exchange/ism/roll-up.ts';
export { writeIsm } from './exchange/ism/write-attributes.ts';
export type { NatoLabel } from './exchange/nato/label.ts';
export { printNatoLabel } from './exchange/nato/print-label.ts';
export { readNatoLabel } from './exchange/nato/read-label.ts';
export { natoRequirement } from './exchange/nato/requirement.ts';
export { checkLabel } from './exchange/spif/check-label.ts';
export { decide as decideBySpif } from './exchange/spif/decide.ts';
export { printLabel } from './exchange/spif/marking.ts';
export { printSpif } from './exchange/spif/print-spif.ts';
export { readSpif } from './exchange/spif/read-spif.ts';
export { cutBundle } from './exchange/stix/cut-bundle.ts';
export { cutObject } from './exchange/stix/cut-object.ts';
export { effectiveMarkings, markingsAt, readMarkings } from './exchange/stix/granular.ts';
export { checkSelector, parseSelector } from './exchange/stix/selector.ts';
export {
  markingDefinitionOf,
  readMarkingDefinition,
  stixIdOf,
  tlpOfStixId,
} from './exchange/stix/tlp-definitions.ts';
export { accessTo, isAccessible } from './exchange/visibility/access.ts';
export { parseVisibility } from './exchange/visibility/parse.ts';
export { expressionOf, requirementOf } from './exchange/visibility/requirement.ts';
export { isValid, type MarkingFinding, type Span } from './finding.ts';
export { type Label, type LabelPart, labelKey } from './label.ts';
export { type Raised, raiseMarking } from './raise.ts';
export { type BannerLine, type Portion, type ReadDocument, readPortions } from './read-portions.ts';
export type { Reader } from './reader.ts';
export { type Action, both, type Clause, never, type Reason, type Requirement } from './requirement.ts';
export type { BannerReason, Form, Reading, RolledUp, Scheme } from './scheme.ts';
export { type AnyScheme, type LabelOptions, SchemeSet } from './scheme-set.ts';
export { desk } from './schemes/desk/desk.ts';
export { tlpFromVersion1 } from './schemes/tlp/read-tlp.ts';
export { tlp } from './schemes/tlp/tlp.ts';
export { checkRegister } from './schemes/us-capco/check-register.ts';
export {
  type AuthorityBlock,
  checkAuthorityBlock,
  type DeclassifyOn,
  longest,
  readDeclassifyOn,
} from './schemes/us-capco/declassification.ts';
export type { CapcoMark } from './schemes/us-capco/mark.ts';
export type { Register } from './schemes/us-capco/register.ts';
export { type CapcoScheme, capcoScheme } from './schemes/us-capco/scheme.ts';
export type { CapcoState } from './schemes/us-capco/state.ts';
export { readDodm } from './schemes/us-dodm/read.ts';
export { standardSchemes, usCapco } from './standard-schemes.ts';
