import type { StatedAmount } from '../amounts/amount.ts';
import { noticeResult, winningTenders } from './eforms-result.ts';
import { lineOf, type MarkupElement } from './markup-tree.ts';
import { elementAt, elementsAt, valueAt } from './ubl-element.ts';

/** An amount of a part of the notice, with the name of that part. */
export interface PartValue {
  readonly part: string;
  readonly amount: StatedAmount;
}

/** The values of a notice. */
export interface NoticeValues {
  /** What the notice comes to, by role; no sum in it is part of another of its role. */
  readonly amounts: readonly StatedAmount[];
  /** The values of lots, groups of lots and tenders, whether or not they count. */
  readonly parts: readonly PartValue[];
  /** A sentence part for each value that cannot be used. */
  readonly faults: readonly string[];
}

const FIGURE = /^\d+(?:\.\d+)?$/;
/** What stands in the place of a value that is withheld (BT-195). */
const WITHHELD = /^-1(?:\.0+)?$/;
const FRAMEWORK_EXTENSION =
  'RequestedTenderTotal/UBLExtensions/UBLExtension/ExtensionContent/EformsExtension/FrameworkMaximumAmount';

/** Reads amounts under a role, and keeps what is wrong with those that are none. */
class ValueReader {
  readonly faults = new Set<string>();
  readonly parts: PartValue[] = [];

  amounts(role: string, from: MarkupElement | undefined, ...paths: readonly string[]): StatedAmount[] {
    return paths.flatMap((path) => elementsAt(from, path)).flatMap((element) => this.#amount(role, element) ?? []);
  }

  /** The amounts of the parts, kept for the text too. */
  ofParts(role: string, parts: readonly MarkupElement[], ...paths: readonly string[]): StatedAmount[] {
    return parts.flatMap((part) => {
      const amounts = this.amounts(role, part, ...paths);
      for (const amount of amounts) this.parts.push({ part: valueAt(part, 'ID'), amount });
      return amounts;
    });
  }

  #amount(role: string, element: MarkupElement): StatedAmount | undefined {
    const figure = lineOf(element);
    if (figure === '' || WITHHELD.test(figure)) return undefined;
    const currency = (element.getAttribute('currencyID') ?? '').trim();
    if (!/^[A-Z]{3}$/.test(currency)) this.faults.add(`a value (${role}) has no currency and is left out`);
    else if (!FIGURE.test(figure)) this.faults.add(`a value (${role}) is no number and is left out`);
    else return { value: Number(figure), currency, role };
    return undefined;
  }
}

/**
 * Reads what a notice is worth, by role: `estimated` (BT-27), `framework-maximum` (BT-118, BT-709, BT-271),
 * `framework-approximate` (BT-1118, BT-660), `result` (BT-161, else the values of the winning tenders, BT-720), `paid`
 * (BT-779) and `prize` (BT-644). Of each role the total counts, and the values of lots, of groups of lots or of tenders
 * only where no total is stated; nothing is added up. Bids that did not win, fees, penalties and what goes to
 * subcontractors are no value of the procedure.
 * https://docs.ted.europa.eu/eforms/latest/reference/business-terms/index.html
 */
export function noticeValues(root: MarkupElement): NoticeValues {
  const reader = new ValueReader();
  const result = noticeResult(root);
  const all = elementsAt(root, 'ProcurementProjectLot');
  const groups = all.filter((lot) => schemeOf(lot) === 'LotsGroup');
  const lots = all.filter((lot) => schemeOf(lot) !== 'LotsGroup');
  const project = elementAt(root, 'ProcurementProject');
  const estimate = 'RequestedTenderTotal/EstimatedOverallContractAmount';
  const ceilings = [
    `ProcurementProject/${FRAMEWORK_EXTENSION}`,
    'TenderingProcess/FrameworkAgreement/EstimatedMaximumValueAmount',
  ];
  const lotResults = elementsAt(result, 'LotResult');
  const winning = winningTenders(result);
  const revenues = ['ConcessionRevenue/RevenueBuyerAmount', 'ConcessionRevenue/RevenueUserAmount'];
  const amounts = [
    firstStated(
      reader.amounts('estimated', project, estimate),
      reader.ofParts('estimated', lots, `ProcurementProject/${estimate}`),
      reader.ofParts('estimated', groups, `ProcurementProject/${estimate}`),
    ),
    firstStated(
      reader.amounts('framework-maximum', result, 'OverallMaximumFrameworkContractsAmount'),
      reader.ofParts('framework-maximum', lotResults, 'FrameworkAgreementValues/MaximumValueAmount'),
      reader.amounts('framework-maximum', project, FRAMEWORK_EXTENSION),
      reader.ofParts('framework-maximum', lots, ...ceilings),
      reader.ofParts('framework-maximum', groups, ...ceilings),
    ),
    firstStated(
      reader.amounts('framework-approximate', result, 'OverallApproximateFrameworkContractsAmount'),
      reader.ofParts('framework-approximate', lotResults, 'FrameworkAgreementValues/ReestimatedValueAmount'),
    ),
    firstStated(
      reader.amounts('result', result, 'TotalAmount'),
      reader.ofParts('result', winning, 'LegalMonetaryTotal/PayableAmount'),
      reader.ofParts('result', winning, ...revenues),
    ),
    reader.ofParts('paid', winning, 'AggregatedAmounts/PaidAmount'),
    reader.ofParts('prize', lots, 'TenderingTerms/AwardingTerms/Prize/ValueAmount'),
  ].flat();
  return { amounts, parts: reader.parts, faults: [...reader.faults] };
}

function firstStated(...choices: readonly (readonly StatedAmount[])[]): readonly StatedAmount[] {
  return choices.find((amounts) => amounts.length > 0) ?? [];
}

/** What a lot of the file is: `Lot`, `Part` of a future procedure, or `LotsGroup`. */
export function schemeOf(lot: MarkupElement): string {
  return elementAt(lot, 'ID')?.getAttribute('schemeName') ?? '';
}
