import { countryCode } from './country-code.ts';
import { dayOf } from './day.ts';
import { documentOf } from './document-of.ts';
import { NoticeParties, noticeExtension } from './eforms-result.ts';
import { eformsText, NOTICES } from './eforms-text.ts';
import { noticeValues } from './eforms-values.ts';
import type { Extracted, Origin } from './extract-problem.ts';
import { languageCode } from './language-code.ts';
import { type MarkupElement, nameOf } from './markup-tree.ts';
import { offStandard } from './off-standard.ts';
import { elementAt, valueAt, wordsAt } from './ubl-element.ts';
import { tagFault } from './xml-soundness.ts';

/** The type of form (BT-03) → the stage of the procedure, in the words of the Open Contracting Data Standard. */
const STAGES: Readonly<Record<string, string>> = {
  planning: 'planning',
  consultation: 'planning',
  competition: 'tender',
  result: 'award',
  'dir-awa-pre': 'award',
  'cont-modif': 'contract',
  completion: 'implementation',
};
const STAGE_OF_ROOT: Readonly<Record<string, string>> = {
  contractnotice: 'tender',
  contractawardnotice: 'award',
  priorinformationnotice: 'planning',
};

/** Returns whether an XML file is a notice of public procurement in UBL, as eForms are. */
export function isNotice(root: MarkupElement): boolean {
  return Object.hasOwn(NOTICES, nameOf(root));
}

/**
 * Reads a notice of the European Union's eForms (UBL 2.3): a document whose id is that of the notice with its version,
 * in the language of the notice; translations into others are left out. One that is cut off or lacks what it must have is
 * read as far as it goes, and said to be so. https://docs.ted.europa.eu/eforms/latest/
 */
export function* noticeDocuments(root: MarkupElement, markup: string, origin: Origin): Generator<Extracted> {
  const language = valueAt(root, 'NoticeLanguageCode').toUpperCase();
  const parties = new NoticeParties(root, language);
  const values = noticeValues(root);
  const [id, version] = [valueAt(root, 'ID'), valueAt(root, 'VersionID')];
  const title =
    wordsAt(root, 'ProcurementProject/Name', language) ||
    valueAt(root, 'BusinessParty/PartyLegalEntity/RegistrationName');
  const date = dateOf(root);
  const stage =
    STAGES[elementAt(root, 'NoticeTypeCode')?.getAttribute('listName') ?? ''] ?? STAGE_OF_ROOT[nameOf(root)];
  const lang = languageCode(language) ?? origin.lang;
  const country = countryCode(parties.buyerCountry);
  const hasBuyer = nameOf(root) === 'businessregistrationinformationnotice' || parties.buyers.length > 0;
  const lacks = [
    ...(id === '' ? ['its identifier (BT-701) is missing'] : []),
    ...(version === '' ? ['its version (BT-757) is missing'] : []),
    ...(languageCode(language) === undefined ? ['its language (BT-702) is missing or unknown'] : []),
    ...(date === undefined ? ['its date of dispatch (BT-05) is missing or wrong'] : []),
    ...(title === '' ? ['its title (BT-21) is missing'] : []),
    ...(hasBuyer ? [] : ['its buyer (BT-500) is missing']),
  ];
  const fault = tagFault(markup);
  if (fault !== undefined) {
    const message = `The XML is not well formed (${fault}); the document has what could be read of it.`;
    yield { problem: true, code: 'extract-bad-xml', message, path: origin.path };
  }
  const problem = offStandard(origin.path, 'The notice', [...lacks, ...values.faults]);
  if (problem) yield problem;
  yield documentOf({
    id: id === '' ? origin.path : `${id}-${version}`,
    title,
    text: eformsText(root, { language, parties, values, stage }),
    ...{ lang, date, stage, country, amounts: values.amounts },
  });
}

/** The day of publication, else that of dispatch, in UTC. */
function dateOf(root: MarkupElement): string | undefined {
  const published = valueAt(noticeExtension(root), 'Publication/PublicationDate');
  const [day, time] = [valueAt(root, 'IssueDate').slice(0, 10), valueAt(root, 'IssueTime')];
  // A day of publication has a zone and no hour: it is that day of the calendar.
  return dayOf(published.slice(0, 10)) ?? (day === '' ? undefined : (dayOf(`${day}T${time}`) ?? dayOf(day)));
}
