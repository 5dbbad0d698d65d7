import { moneyText } from './money-text.ts';
import { amountOf } from './ocds-amounts.ts';
import { labelled, paragraphsOf } from './paragraphs.ts';
import { isRecord, type UnknownRecord } from './record-fields.ts';
import { recordAt, recordsAt, textAt, textsAt } from './record-values.ts';

const NO_WORDS = /^(?:[a-z][a-z+.-]*:\/\/\S+|\d{4}-\d\d-\d\d(?:T\S*)?)$/i;
/** Fields whose values are keys, codes and the like: for machines, or told above in words. */
const FOR_MACHINES = new Set(
  (
    'id ocid uid uri url scheme tag roles status currency language format documentType initiationType relationship ' +
    'procurementMethod submissionMethod awardCriteria mainProcurementCategory additionalProcurementCategories ' +
    'relatedLots relatedLot relatedItem relatedItems awardID requestForQuoteID telephone faxNumber email postalCode'
  ).split(' '),
);

/**
 * The text of a release for a person: buyer, what is bought and how, values and dates, awards with their suppliers,
 * contracts with their payments. What has words and is none of these (rationales, milestones, documents, addresses,
 * extensions) follows as it stands, so that no prose is lost because nobody named its field.
 */
export function ocdsText(release: UnknownRecord, stage: string | undefined): string {
  const tender = recordAt(release, 'tender');
  return paragraphsOf([
    labelled('Buyer', textAt(release, 'buyer', 'name'), textAt(tender, 'procuringEntity', 'name')),
    labelled('Stage', stage),
    labelled('Release', textsAt(release, 'tag')),
    labelled('Dated', textAt(release, 'date')),
    ...planningTexts(recordAt(release, 'planning')),
    ...tenderTexts(tender),
    ...recordsAt(release, 'awards').flatMap((award) => [
      ...describedTexts(award, 'Award'),
      labelled(
        'Supplier',
        recordsAt(award, 'suppliers').map((supplier) => textAt(supplier, 'name')),
      ),
    ]),
    ...recordsAt(release, 'contracts').flatMap(contractTexts),
    ...proseOf(release),
  ]);
}

function planningTexts(planning: UnknownRecord): string[] {
  const budget = recordAt(planning, 'budget');
  return [
    textAt(planning, 'rationale'),
    labelled('Project', textAt(budget, 'project'), textAt(planning, 'project', 'title')),
    textAt(budget, 'description'),
    sum('Budget', budget, 'amount'),
  ];
}

function tenderTexts(tender: UnknownRecord): string[] {
  return [
    ...describedTexts(tender, 'Tender'),
    sum('Lowest value of the tender', tender, 'minValue'),
    labelled('Procedure', textAt(tender, 'procurementMethodDetails'), textAt(tender, 'procurementMethod')),
    textAt(tender, 'procurementMethodRationale'),
    labelled('Category', textAt(tender, 'mainProcurementCategory'), textsAt(tender, 'additionalProcurementCategories')),
    period('Tenders accepted', recordAt(tender, 'tenderPeriod')),
    textAt(tender, 'eligibilityCriteria'),
    ...recordsAt(tender, 'lots').flatMap((lot) => describedTexts(lot, `Lot ${textAt(lot, 'id')}`)),
  ];
}

function contractTexts(contract: UnknownRecord): string[] {
  const payments = recordsAt(contract, 'implementation', 'transactions');
  return [
    ...describedTexts(contract, 'Contract'),
    labelled('Signed', textAt(contract, 'dateSigned')),
    ...payments.map((payment) => sum(paymentLabel(payment), payment, isRecord(payment['value']) ? 'value' : 'amount')),
  ];
}

function paymentLabel(payment: UnknownRecord): string {
  const payer = textAt(payment, 'payer', 'name') || textAt(payment, 'providerOrganization', 'legalName');
  const payee = textAt(payment, 'payee', 'name') || textAt(payment, 'receiverOrganization', 'legalName');
  return ['Payment', payer && `by ${payer}`, payee && `to ${payee}`, textAt(payment, 'date')].filter(Boolean).join(' ');
}

/** What tender, lot, award and contract have in common. */
function describedTexts(part: UnknownRecord, label: string): string[] {
  const title = textAt(part, 'title');
  const contractPeriod = isRecord(part['contractPeriod']) ? part['contractPeriod'] : recordAt(part, 'period');
  return [
    labelled(label, title),
    textAt(part, 'description'),
    labelled(`Status of the ${label.toLowerCase()}`, textAt(part, 'status')),
    sum(`Value of the ${label.toLowerCase()}`, part, 'value'),
    label === 'Tender' ? '' : labelled(`Date of the ${label.toLowerCase()}`, textAt(part, 'date')),
    period('Contract period', contractPeriod),
    ...recordsAt(part, 'items').map(itemText),
  ];
}

/** An item with its classification. Codes stand beside their words: a question may ask for either. */
function itemText(item: UnknownRecord): string {
  const { classification, additionalClassifications } = item;
  const classes = [classification, ...(Array.isArray(additionalClassifications) ? additionalClassifications : [])];
  const words = classes.map((entry) =>
    [textAt(entry, 'description'), textAt(entry, 'scheme'), textAt(entry, 'id')].filter(Boolean).join(' '),
  );
  const count = [textAt(item, 'quantity'), textAt(item, 'unit', 'name')].filter(Boolean).join(' ');
  return labelled('Item', textAt(item, 'description'), count, words);
}

function sum(label: string, holder: UnknownRecord, name: string): string {
  const amount = amountOf(recordAt(holder, name), label);
  return typeof amount === 'object' ? labelled(label, moneyText(amount)) : '';
}

function period(label: string, stated: UnknownRecord): string {
  const [start, end] = [textAt(stated, 'startDate'), textAt(stated, 'endDate')];
  return labelled(label, [start && `from ${start}`, end && `until ${end}`].filter(Boolean).join(' '));
}

/** Every string of the release, in its order, but web addresses, dates, and what is for machines. */
function proseOf(release: UnknownRecord): string[] {
  const prose: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (!NO_WORDS.test(value.trim())) prose.push(value);
    } else if (Array.isArray(value)) for (const inner of value) visit(inner);
    else if (isRecord(value)) {
      for (const [name, inner] of Object.entries(value)) if (!FOR_MACHINES.has(name)) visit(inner);
    }
  };
  visit(release);
  return prose;
}
