import type { StatedAmount } from '../amounts/amount.ts';
import { type NoticeParties, noticeExtension, noticeResult } from './eforms-result.ts';
import { type NoticeValues, schemeOf } from './eforms-values.ts';
import { elementsIn, lineOf, type MarkupElement, nameOf } from './markup-tree.ts';
import { moneyText } from './money-text.ts';
import { labelled, paragraphsOf } from './paragraphs.ts';
import { elementAt, elementsAt, inLanguage, valueAt, valuesAt, wordsAt } from './ubl-element.ts';

/** What was read of a notice before its text is written. */
export interface NoticeReading {
  /** ISO 639-3, in capitals. */
  readonly language: string;
  readonly parties: NoticeParties;
  readonly values: NoticeValues;
  readonly stage: string | undefined;
}

const PROCEDURES: Readonly<Record<string, string>> = {
  open: 'open',
  restricted: 'restricted',
  'neg-w-call': 'negotiated with prior call for competition',
  'neg-wo-call': 'negotiated without prior call for competition',
  'comp-dial': 'competitive dialogue',
  innovation: 'innovation partnership',
  'comp-tend': 'competitive tendering',
  'oth-single': 'other, in one stage',
  'oth-mult': 'other, in several stages',
};
/** The elements that are a notice, and what each is called. */
export const NOTICES: Readonly<Record<string, string>> = {
  contractnotice: 'contract notice',
  contractawardnotice: 'contract award notice',
  priorinformationnotice: 'prior information notice',
  businessregistrationinformationnotice: 'business registration information notice',
};
const ROLES: Readonly<Record<string, string>> = {
  estimated: 'Estimated value',
  'framework-maximum': 'Maximum value of the framework agreement',
  'framework-approximate': 'Approximate value of the framework agreement',
  result: 'Value of the award',
  paid: 'Amount paid under the contract',
  prize: 'Prize',
};
const PARTS: Readonly<Record<string, string>> = { Part: 'Part', LotsGroup: 'Group of lots' };
/** Elements without a language whose content is words all the same. */
const WORDED = /(?:name|description|note|title|text|reason|address)$/;

/**
 * The text of a notice for a person: what it is, who buys and who won, procedure, CPV codes, dates and values; the lots; and
 * behind them every other text in the language of the notice, each once.
 */
export function eformsText(root: MarkupElement, reading: NoticeReading): string {
  const { language, parties, values, stage } = reading;
  const project = elementAt(root, 'ProcurementProject');
  const procedure = valueAt(root, 'TenderingProcess/ProcedureCode');
  const ofParts = new Set(values.parts.map(({ amount }) => amount));
  return paragraphsOf([
    labelled('Notice', NOTICES[nameOf(root)], valueAt(root, 'NoticeTypeCode')),
    labelled('Stage', stage),
    labelled('Buyer', parties.buyers),
    labelled('Winner', parties.winners),
    labelled('Procedure', PROCEDURES[procedure] ?? procedure),
    ...projectTexts(project, language),
    ...dateTexts(root),
    ...withheldTexts(root),
    ...values.amounts
      .filter((amount) => !ofParts.has(amount))
      .map((amount) => labelled(roleOf(amount), moneyText(amount))),
    ...elementsAt(root, 'ProcurementProjectLot').flatMap((lot) => lotTexts(lot, reading)),
    ...values.parts.map(({ part, amount }) => labelled(`${roleOf(amount)} (${part})`, moneyText(amount))),
    ...proseOf(root, language),
  ]);
}

function roleOf({ role }: StatedAmount): string {
  return ROLES[role ?? ''] ?? 'Value';
}

function projectTexts(project: MarkupElement | undefined, language: string): string[] {
  const natures = ['ProcurementTypeCode', 'ProcurementAdditionalType/ProcurementTypeCode']
    .flatMap((path) => elementsAt(project, path))
    // The same element states green, social and other aims too, told apart by its list alone.
    .filter((nature) => nature.getAttribute('listName') === 'contract-nature');
  const classes = ['MainCommodityClassification', 'AdditionalCommodityClassification'];
  return [
    wordsAt(project, 'Description', language),
    labelled('Nature of the contract', natures.map(lineOf)),
    labelled(
      'CPV',
      classes.flatMap((path) => valuesAt(project, `${path}/ItemClassificationCode`)),
    ),
  ];
}

function lotTexts(lot: MarkupElement, { language }: NoticeReading): string[] {
  const project = elementAt(lot, 'ProcurementProject');
  const name = `${PARTS[schemeOf(lot)] ?? 'Lot'} ${valueAt(lot, 'ID')}`;
  return [labelled(name, wordsAt(project, 'Name', language)), ...projectTexts(project, language)];
}

function dateTexts(root: MarkupElement): string[] {
  const extension = noticeExtension(root);
  const days = (from: MarkupElement | undefined, path: string) => valuesAt(from, path).map((day) => day.slice(0, 10));
  const lot = 'ProcurementProjectLot/TenderingProcess';
  return [
    labelled('Dispatched', days(root, 'IssueDate')),
    labelled('Published', days(extension, 'Publication/PublicationDate')),
    labelled('Publication number', valuesAt(extension, 'Publication/NoticePublicationID')),
    labelled('Changes the notice', valuesAt(extension, 'Changes/ChangedNoticeIdentifier')),
    labelled('Tenders until', days(root, `${lot}/TenderSubmissionDeadlinePeriod/EndDate`)),
    labelled('Requests to participate until', days(root, `${lot}/ParticipationRequestReceptionPeriod/EndDate`)),
    labelled('Contract concluded', days(noticeResult(root), 'SettledContract/IssueDate')),
  ];
}

/** Which fields the buyer does not publish yet, by their codes (BT-195), and until when (BT-198). */
function withheldTexts(root: MarkupElement): string[] {
  const withheld: MarkupElement[] = [];
  const visit = (element: MarkupElement): void => {
    if (nameOf(element) === 'fieldsprivacy') withheld.push(element);
    for (const child of elementsIn(element)) visit(child);
  };
  for (const result of elementsAt(noticeExtension(root), 'NoticeResult')) visit(result);
  return withheld.map((field) => {
    const until = valueAt(field, 'PublicationDate').slice(0, 10);
    return labelled(`Withheld${until && ` until ${until}`}`, valueAt(field, 'FieldIdentifierCode'));
  });
}

/** Every text in the language of the notice; elements of one name in one place say one thing in several languages. */
function proseOf(element: MarkupElement, language: string): string[] {
  const byName = new Map<string, MarkupElement[]>();
  for (const child of elementsIn(element)) {
    const siblings = byName.get(nameOf(child));
    if (siblings) siblings.push(child);
    else byName.set(nameOf(child), [child]);
  }
  return [...byName.values()].flatMap((siblings) => {
    const leaves = siblings.filter((sibling) => elementsIn(sibling).length === 0);
    const worded = leaves.filter((leaf) => leaf.getAttribute('languageID') !== null || WORDED.test(nameOf(leaf)));
    const inside = siblings.filter((sibling) => elementsIn(sibling).length > 0);
    return [...inLanguage(worded, language).map(lineOf), ...inside.flatMap((inner) => proseOf(inner, language))];
  });
}
