import { countryCode } from './country-code.ts';
import { dayOf } from './day.ts';
import { documentOf } from './document-of.ts';
import { type Extracted, quoted, Unreadable } from './extract-problem.ts';
import { hasOcid } from './json-signs.ts';
import { languageCode } from './language-code.ts';
import { ocdsAmounts } from './ocds-amounts.ts';
import { ocdsText } from './ocds-text.ts';
import { offStandard } from './off-standard.ts';
import { isRecord, type UnknownRecord } from './record-fields.ts';
import type { RecordPlace } from './record-place.ts';
import { listAt, listFaults, recordAt, recordsAt, textAt, textsAt } from './record-values.ts';

/** From the first to the last: the words of a release tag begin with those of its stage. */
const STAGES = ['planning', 'tender', 'award', 'contract', 'implementation'];
const SECTIONS: Readonly<Record<string, string>> = { tender: 'tender', awards: 'award', contracts: 'contract' };

/**
 * Reads contract data of the Open Contracting Data Standard, 1.0 and 1.1: a document for each release; of a record its
 * compiled release, else its newest. Throws `Unreadable` where a package is empty.
 * https://standard.open-contracting.org/1.1/en/schema/
 */
export function* ocdsDocuments(record: UnknownRecord, place: RecordPlace): Generator<Extracted> {
  const publisher = recordAt(record, 'publisher');
  const ofRecords = Array.isArray(record['records']);
  // A record has releases too, which tell the same as the compiled one.
  if (!ofRecords && textAt(record, 'ocid') !== '') {
    if (record['tag'] !== undefined) return yield* releaseDocuments(record, publisher, place);
    return yield* recordRelease(record, publisher, place);
  }
  const entries = listAt(record, ofRecords ? 'records' : 'releases');
  if (entries.length === 0) throw new Unreadable('extract-no-text', 'The package holds no release and no record.');
  for (const [index, entry] of entries.entries()) {
    const entryPlace = { ...place, id: `${place.id}#${index + 1}` };
    if (!isRecord(entry)) {
      const message = `Entry ${index + 1} of the package is no object, and gives no document.`;
      yield { problem: true, code: 'extract-not-a-record', message, path: place.origin.path };
    } else if (ofRecords) yield* recordRelease(entry, publisher, entryPlace);
    else yield* releaseDocuments(entry, publisher, entryPlace);
  }
}

function* recordRelease(record: UnknownRecord, publisher: UnknownRecord, place: RecordPlace): Generator<Extracted> {
  const ocid = textAt(record, 'ocid');
  const compiled = recordAt(record, 'compiledRelease');
  const whole = recordsAt(record, 'releases').filter(hasOcid);
  const dated = (release: UnknownRecord) => Date.parse(textAt(release, 'date')) || 0;
  const newest = whole.reduce<UnknownRecord | undefined>(
    (best, next) => (best === undefined || dated(next) >= dated(best) ? next : best),
    undefined,
  );
  const release = Object.keys(compiled).length > 0 ? { ocid, ...compiled } : newest;
  if (release) return yield* releaseDocuments(release, publisher, place);
  const message = `The record ${quoted(ocid)} holds links to its releases and none of them, and gives no document.`;
  yield { problem: true, code: 'extract-no-text', message, path: place.origin.path };
}

function* releaseDocuments(
  release: UnknownRecord,
  publisher: UnknownRecord,
  { origin, id: placeId }: RecordPlace,
): Generator<Extracted> {
  const [ocid, id] = [textAt(release, 'ocid'), textAt(release, 'id')];
  const { amounts, faults } = ocdsAmounts(release);
  const date = dayOf(textAt(release, 'date'));
  const lacking = [!ocid && 'ocid', !id && 'id', !date && 'date', !Array.isArray(release['tag']) && 'tag']
    .filter((name) => name !== false)
    .map((name) => `its “${name}” is missing or wrong`);
  lacking.push(...listFaults(release, 'parties', 'awards', 'contracts'));
  const problem = offStandard(origin.path, `The release ${quoted(id || ocid || placeId)}`, [
    ...lacking,
    ...new Set(faults),
  ]);
  if (problem) yield problem;
  const stage = stageOf(release);
  const country = countryOf(release, publisher);
  const lang = languageCode(textAt(release, 'language')) ?? origin.lang;
  const source = textAt(publisher, 'name');
  yield documentOf({
    // Many a publisher numbers the releases of each process from 1.
    id: ocid !== '' && id !== '' ? `${ocid}/${id}` : placeId,
    title: titleOf(release),
    text: ocdsText(release, stage),
    ...{ lang, date, source, stage, country, amounts },
  });
}

function titleOf(release: UnknownRecord): string {
  const sections = [release['tender'], ...listAt(release, 'contracts'), ...listAt(release, 'awards')];
  const planning = recordAt(release, 'planning');
  const titles = [
    ...sections.map((section) => textAt(section, 'title')),
    textAt(release, 'title'),
    textAt(planning, 'project', 'title'),
    textAt(planning, 'budget', 'project'),
    ...sections.map((section) => textAt(section, 'description')),
  ];
  return titles.find((title) => title !== '') ?? '';
}

/**
 * The furthest stage that the tags name: `tenderAmendment` is of the tender, `contractTermination` of the contract. A
 * compiled release has a tag that says nothing, and is as far as its sections are.
 */
function stageOf(release: UnknownRecord): string | undefined {
  const tags = textsAt(release, 'tag');
  const named = STAGES.filter((stage) => tags.some((tag) => tag.startsWith(stage)));
  if (named.length > 0) return named.at(-1);
  const contracts = recordsAt(release, 'contracts');
  if (contracts.some((contract) => Object.keys(recordAt(contract, 'implementation')).length > 0)) return STAGES.at(-1);
  const held = Object.keys(SECTIONS).filter((name) => {
    const section = release[name];
    return isRecord(section) ? Object.keys(section).length > 0 : Array.isArray(section) && section.length > 0;
  });
  const last = held.at(-1);
  return last === undefined ? (isRecord(release['planning']) ? 'planning' : undefined) : SECTIONS[last];
}

/** The country of the buyer by its address, else by its register (`GB-LAC`), else by the register of the publisher. */
function countryOf(release: UnknownRecord, publisher: UnknownRecord): string | undefined {
  const buyerId = textAt(release, 'buyer', 'id') || textAt(release, 'tender', 'procuringEntity', 'id');
  const parties = recordsAt(release, 'parties');
  const buyer =
    parties.find((party) => buyerId !== '' && textAt(party, 'id') === buyerId) ??
    parties.find((party) => textsAt(party, 'roles').includes('buyer')) ??
    // In OCDS 1.0 the buyer is no reference but the organisation itself.
    recordAt(release, 'buyer');
  const named =
    countryCode(textAt(buyer, 'address', 'countryName')) ?? countryCode(textAt(buyer, 'address', 'country'));
  return (
    named ?? registerCountry(textAt(buyer, 'identifier', 'scheme')) ?? registerCountry(textAt(publisher, 'scheme'))
  );
}

/** Lists of organisations (org-id.guide) begin with the country that keeps them; the `X` codes are of no country. */
function registerCountry(scheme: string): string | undefined {
  return /^[A-Z]{2}-/.test(scheme) ? countryCode(scheme.slice(0, 2)) : undefined;
}
