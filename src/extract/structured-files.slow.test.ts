import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { codesAmong, documentsAmong, extractedFrom, problemsAmong } from '../../test/support/extracted.ts';
import { itemsOf, withFiles } from '../../test/support/real-files.ts';
import { type XmlPlace, xmlPlaces } from '../../test/support/xml-places.ts';
import type { StatedAmount } from '../amounts/amount.ts';
import type { Document } from '../domain/document.ts';

interface Json {
  readonly [name: string]: Json;
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const jsonOf = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Json;
const listOf = (value: Json | undefined) => (Array.isArray(value) ? (value as readonly Json[]) : []);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Sorted, so that two readings can be compared whatever their order. */
function tally(amounts: readonly StatedAmount[]): string[] {
  return amounts.map(({ role, value, currency }) => `${role} ${value} ${currency}`).sort();
}

describe('contract data', () => {
  withFiles('contracts/ocds', 'gives a document for each release, with the values of the JSON', async (paths) => {
    const json = paths.filter((path) => path.endsWith('.json'));
    // The folder has a page about itself too.
    expect([paths.length, json.length]).toEqual([10, 9]);
    const counts: number[] = [];
    for (const path of json) {
      const file = jsonOf(path);
      const releases = [
        ...listOf(file['releases']),
        ...listOf(file['records']).map((record) => record['compiledRelease']!),
      ];
      const items = await itemsOf(path);
      const documents = documentsAmong(items);
      expect(problemsAmong(items)).toEqual([]);
      expect(documents.map(({ id }) => id)).toEqual(releases.map((release) => `${release['ocid']}/${release['id']}`));
      for (const [index, release] of releases.entries()) {
        expect(tally(documents[index]!.amounts ?? [])).toEqual(tally(valuesOf(release)));
        expect(documents[index]!.date).toBe(String(release['date']).slice(0, 10));
        expect(documents[index]).toMatchObject({ country: 'GB', lang: 'en' });
      }
      counts.push(documents.length);
    }
    expect(counts.sort()).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 6]);
    const [whole] = json.filter((path) => nameOf(path) === 'ocds-213czf-000-00001.json');
    const documents = documentsAmong(await itemsOf(whole!));
    expect(documents.map(({ stage }) => stage)).toEqual([
      'planning',
      'tender',
      'tender',
      'award',
      'contract',
      'implementation',
    ]);
    const awards = documents.flatMap(({ amounts = [] }) => amounts.filter(({ role }) => role === 'award'));
    expect(sum(awards.map(({ value }) => value))).toBe(33_000_000);
  });

  function valuesOf(release: Json): StatedAmount[] {
    const amounts: StatedAmount[] = [];
    const see = (role: string, value: Json | undefined) => {
      if (value) amounts.push({ value: Number(value['amount']), currency: String(value['currency']), role });
    };
    see('budget', release['planning']?.['budget']?.['amount']);
    see('tender', release['tender']?.['value']);
    see('tender-minimum', release['tender']?.['minValue']);
    for (const award of listOf(release['awards'])) see('award', award['value']);
    for (const contract of listOf(release['contracts'])) {
      see('contract', contract['value']);
      for (const payment of listOf(contract['implementation']?.['transactions'])) see('transaction', payment['value']);
    }
    return amounts;
  }
});

describe('notices of public procurement', () => {
  withFiles('contracts/eforms', 'are read with the values, the title and the day of the XML', async (paths) => {
    const notices = paths.filter((path) => path.endsWith('.xml'));
    const valued: string[] = [];
    for (const path of notices) {
      const items = await itemsOf(path);
      const [document, ...others] = documentsAmong(items);
      expect(others).toEqual([]);
      const places = xmlPlaces(readFileSync(path, 'utf8'));
      const root = places[0]!.path;
      const at = (inner: string) => places.find(({ path: found }) => found === root + inner)?.value ?? '';
      expect(tally(document!.amounts ?? []), path).toEqual(tally(noticeValuesOf(places)));
      if (document!.amounts) valued.push(nameOf(path));
      const language = at('/NoticeLanguageCode[1]');
      const titles = places.filter(({ path: found }) => found.startsWith(`${root}/ProcurementProject[1]/Name[`));
      const title = titles.find(({ attributes }) => attributes['languageID'] === language) ?? titles[0];
      if (title) expect(document!.title, path).toBe(title.value);
      const stated = at('/IssueDate[1]').slice(0, 10);
      const issued = new Date(`${stated}T${at('/IssueTime[1]') || '00:00:00Z'}`);
      const published = places.find(({ path: found }) =>
        /\/Publication\[1\]\/PublicationDate\[1\]$/.test(found),
      )?.value;
      const day = published?.slice(0, 10) ?? (stated === '' ? undefined : issued.toISOString().slice(0, 10));
      expect(document!.date, path).toBe(day);
      const id = at('/ID[1]');
      expect(document!.id).toBe(id === '' ? path : `${id}-${at('/VersionID[1]')}`);
    }
    expect([notices.length, valued.length]).toEqual([92, 43]);
  });

  withFiles('contracts/eforms', 'that lack what they must have say so, and all others are sound', async (paths) => {
    const faulty: string[] = [];
    for (const path of paths.filter((found) => found.endsWith('.xml'))) {
      if (problemsAmong(await itemsOf(path)).length > 0) faulty.push(nameOf(path));
    }
    // Two more break rules between fields and between notices, which are not looked at.
    expect(faulty).toEqual(
      paths.map(nameOf).filter((name) => /^INVALID_(?!change-cn_24_FRA_comments|cn_24_multiple)/.test(name)),
    );
    expect(faulty).toHaveLength(10);
  });

  withFiles('contracts/eforms', 'have the words of their own language and of no other', async (paths) => {
    const [path] = paths.filter((found) => nameOf(found) === 'cn_24_multilingual.xml');
    const [document] = documentsAmong(await itemsOf(path!));
    expect(document).toMatchObject({ lang: 'en', title: expect.stringMatching(/^Provision of IT Services/) });
    expect(document!.text).not.toMatch(/Bereitstellung|Fourniture|услуги/);
  });

  withFiles('contracts/eforms', 'that are cut off are read as far as they go', async (paths) => {
    for (const path of paths.filter((found) => found.endsWith('.xml') && !/100_lots/.test(found))) {
      const bytes = readFileSync(path);
      for (let part = 1; part < 10; part++) {
        const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 10));
        const items = await extractedFrom(cut, { path });
        expect(codesAmong(items), path).toContainEqual(expect.stringMatching(/^extract-(?:bad-xml|no-text)$/));
      }
    }
  });

  /** The values of each kind straight from the elements: the total, else what the lots or the winning tenders have. */
  function noticeValuesOf(places: readonly XmlPlace[]): StatedAmount[] {
    const all = (pattern: RegExp, role: string): StatedAmount[] =>
      places
        .filter(
          ({ path, value, attributes }) =>
            pattern.test(path) && attributes['currencyID'] && Number(value) >= 0 && value !== '',
        )
        .filter(({ path }) => !isOfGroup(path))
        .map(({ value, attributes }) => ({ value: Number(value), currency: attributes['currencyID']!, role }));
    const isOfGroup = (path: string) => {
      const lot = /^.*?\/ProcurementProjectLot\[\d+\]/.exec(path)?.[0];
      const id = places.find(({ path: found }) => found === `${lot}/ID[1]`);
      return id?.attributes['schemeName'] === 'LotsGroup';
    };
    const either = (...choices: StatedAmount[][]) => choices.find((choice) => choice.length > 0) ?? [];
    const contracted = places.filter(({ path }) => /\/SettledContract\[\d+\]\/LotTender\[\d+\]\/ID/.test(path));
    const won = new Set(contracted.map(({ value }) => value));
    const ofWinners = (name: string, role: string) =>
      all(new RegExp(`/NoticeResult\\[1\\]/LotTender\\[\\d+\\]/.*${name}\\[1\\]$`), role).filter((_, index) => {
        const tenders = places.filter(({ path }) =>
          new RegExp(`/NoticeResult\\[1\\]/LotTender\\[\\d+\\]/.*${name}\\[1\\]$`).test(path),
        );
        const tender = tenders[index]!.path.replace(/^(.*\/LotTender\[\d+\]).*$/, '$1');
        return won.size === 0 || won.has(places.find(({ path }) => path === `${tender}/ID[1]`)?.value ?? '');
      });
    return [
      either(
        all(/^\/\w+\[1\]\/ProcurementProject\[1\]\/.*EstimatedOverallContractAmount/, 'estimated'),
        all(/^\/\w+\[1\]\/ProcurementProjectLot\[\d+\]\/.*EstimatedOverallContractAmount/, 'estimated'),
      ),
      either(
        all(/\/OverallMaximumFrameworkContractsAmount/, 'framework-maximum'),
        all(/\/FrameworkAgreementValues\[1\]\/MaximumValueAmount/, 'framework-maximum'),
        all(/\/FrameworkAgreement\[1\]\/EstimatedMaximumValueAmount/, 'framework-maximum'),
      ),
      either(
        all(/\/OverallApproximateFrameworkContractsAmount/, 'framework-approximate'),
        all(/\/ReestimatedValueAmount/, 'framework-approximate'),
      ),
      either(all(/\/NoticeResult\[1\]\/TotalAmount/, 'result'), ofWinners('PayableAmount', 'result')),
      ofWinners('PaidAmount', 'paid'),
      all(/\/Prize\[\d+\]\/ValueAmount/, 'prize'),
    ].flat();
  }
});

describe('threat data', () => {
  withFiles(
    'exchange/stix',
    'gives a document for each object with text, and the schemas beside it are read as JSON',
    async (paths) => {
      const json = paths.filter((path) => path.endsWith('.json'));
      const withoutText = ['relationship', 'ipv4-addr', 'domain-name'];
      let objects = 0;
      for (const path of json) {
        const items = await itemsOf(path);
        expect(problemsAmong(items), path).toEqual([]);
        if (!path.includes('/examples/')) {
          expect(items).toHaveLength(1);
          continue;
        }
        const file = jsonOf(path);
        const list = Array.isArray(file['objects']) ? listOf(file['objects']) : [file];
        const told = list.filter((object) => !withoutText.includes(String(object['type'])));
        const documents = documentsAmong(items);
        expect(documents.map(({ title }) => title)).toEqual(told.map((object) => object['name'] ?? ''));
        for (const [index, object] of told.entries()) {
          expect(documents[index]!.id).toBe(`${object['id']}@${object['modified'] ?? object['created']}`);
          if (object['description']) expect(documents[index]!.text).toContain(String(object['description']).trim());
        }
        objects += documents.length;
      }
      expect([paths.length, json.length, objects]).toEqual([66, 65, 128]);
      const [marked] = json.filter((path) => nameOf(path) === 'interop-objectmarking-test.json');
      expect(documentsAmong(await itemsOf(marked!))[0]!.marks).toEqual([
        { mark: 'TLP:RED', scheme: 'tlp', where: 'label' },
        { mark: 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ec', scheme: 'stix', where: 'label' },
      ]);
    },
  );
});

describe('news items', () => {
  withFiles(
    'exchange/ninjs',
    'that are sound are read without a word, and those that are not are told',
    async (paths) => {
      const sound = paths.filter((path) => !path.includes('/should_fail/'));
      let count = 0;
      for (const path of sound) {
        const items = await itemsOf(path);
        expect(problemsAmong(items), path).toEqual([]);
        for (const document of documentsAmong(items)) expect(document.text, path).not.toBe('');
        count += items.length;
      }
      expect([paths.length, sound.length, count]).toEqual([54, 46, 59]);
      const faulty = paths.filter((path) => path.includes('/should_fail/'));
      for (const path of faulty) {
        const items = await itemsOf(path);
        expect(documentsAmong(items)).toHaveLength(1);
        // An object with an address and a property of its own shows in nothing that it is meant as a news item.
        const codes = nameOf(path) === '001_bad_toplevel.json' ? [] : ['extract-off-standard'];
        expect(codesAmong(items), path).toEqual(codes);
      }
    },
  );
});

describe('security advisories', () => {
  withFiles('streams/csaf', 'have their label, vendors, sectors, revisions and days', async (paths) => {
    expect(paths).toHaveLength(882);
    let sectors = 0;
    for (const path of paths) {
      const { document: head, product_tree: tree } = jsonOf(path);
      const [document, ...others] = await itemsOf(path);
      expect(others).toEqual([]);
      expect(document).toMatchObject({
        title: String(head!['title']).trim(),
        date: String(head!['tracking']!['initial_release_date']).slice(0, 10),
        source: head!['publisher']!['name'],
        lang: 'en',
        marks: [{ mark: `TLP:${head!['distribution']!['tlp']!['label']}`, scheme: 'tlp', where: 'label' }],
      });
      const { text } = document as Document;
      for (const branch of listOf(tree?.['branches'])) {
        if (String(branch['category']) === 'vendor') expect(text).toContain(String(branch['name']).trim());
      }
      for (const revision of listOf(head!['tracking']!['revision_history'])) {
        expect(text).toContain(
          `Revision ${revision['number']} of ${String(revision['date']).slice(0, 10)}: ${String(revision['summary']).trim()}`,
        );
      }
      const notes = listOf(head!['notes']).filter(
        (note) => String(note['title']) === 'Critical infrastructure sectors',
      );
      for (const note of notes) expect(text).toContain(String(note['text']).trim());
      sectors += notes.length;
    }
    expect(sectors).toBe(735);
  });
});
