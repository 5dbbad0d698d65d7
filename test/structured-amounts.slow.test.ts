import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultRates } from '../src/amounts/default-rates.ts';
import { convert } from '../src/amounts/rates.ts';
import type { Document } from '../src/domain/document.ts';
import { Matcher } from '../src/matcher/matcher.ts';
import { NaiveMatcher } from '../src/matcher/naive-matcher.ts';
import { parse } from '../src/query/parse.ts';
import { documentsAmong, extractedFrom } from './support/extracted.ts';
import { itemsOf, withFiles } from './support/real-files.ts';

const THRESHOLD = 200_000_000;
/** The elements of a notice that say what a procedure, a lot or a contract is worth. */
const NOTICE_VALUE =
  /<\w+:(?:EstimatedOverallContractAmount|TotalAmount|PayableAmount|MaximumValueAmount|EstimatedMaximumValueAmount|Overall\w+Amount|ReestimatedValueAmount)\s+currencyID="(\w{3})"\s*>([\d.]+)</g;

interface Sum {
  readonly value: number;
  readonly currency: string;
}

/** Whether both matchers find `source` in the document; they must agree. */
function isFound(source: string, document: Document): boolean {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.findings[0]!.message}`);
  const question = { id: 'q', expression: parsed.expression };
  const [fast, naive] = [new Matcher({ rates: defaultRates }), new NaiveMatcher(defaultRates)];
  fast.set(question);
  naive.set(question);
  const found = fast.match(document).length > 0;
  expect(naive.match(document).length > 0).toBe(found);
  return found;
}

function inDollars({ value, currency }: Sum, day: string | undefined): number {
  if (currency === 'USD') return value;
  return day === undefined ? 0 : (convert(value, { from: currency, to: 'USD', day }, defaultRates) ?? 0);
}

/** The sums of a release or a notice, read from its text without any of the code that makes documents. */
function statedSums(path: string, content: string): Sum[] {
  if (path.endsWith('.xml')) {
    return [...content.matchAll(NOTICE_VALUE)].map(([, currency, value]) => ({
      value: Number(value),
      currency: currency!,
    }));
  }
  const pairs = content.matchAll(/"amount":\s*([\d.]+),\s*"currency":\s*"(\w{3})"/g);
  return [...pairs].map(([, value, currency]) => ({ value: Number(value), currency: currency! }));
}

describe('an amount of 200 million dollars', () => {
  const sentence = 'finds the notices and releases that are worth it by the default rates, and no others';
  withFiles('contracts', sentence, async (paths) => {
    const found: string[] = [];
    for (const path of paths.filter((one) => /\.(?:xml|json)$/.test(one))) {
      const content = readFileSync(path, 'utf8');
      for (const document of documentsAmong(await itemsOf(path))) {
        const isWorth = statedSums(path, content).some((sum) => inDollars(sum, document.date) >= THRESHOLD);
        expect(isFound('amount >= 200M USD', document), path).toBe(isWorth);
        if (isWorth) found.push(path.slice(path.lastIndexOf('/') + 1));
      }
    }
    expect(found.sort()).toEqual(['pin-only_24_lots.xml', 't02_ESP.xml']);
  });

  it('is not found in a contract of 596 million crowns, but in one of three billion', async () => {
    for (const [value, isWorth] of [
      [596_000_000, false],
      [3_000_000_000, true],
    ] as const) {
      const tender = { title: 'Bru', value: { amount: value, currency: 'NOK' } };
      const release = {
        ocid: 'ocds-x-1',
        id: '1',
        date: '2012-04-22T00:00:00Z',
        tag: ['tender'],
        language: 'no',
        tender,
      };
      const [json] = documentsAmong(await extractedFrom(release, { path: 'a.json' }));
      const notice =
        '<ContractNotice xmlns:cbc="b" xmlns:cac="a"><cbc:ID>n</cbc:ID><cbc:VersionID>01</cbc:VersionID><cbc:IssueDate>2012-04-22Z</cbc:IssueDate>' +
        '<cbc:NoticeLanguageCode>NOR</cbc:NoticeLanguageCode><cac:ProcurementProject><cbc:Name languageID="NOR">Bru</cbc:Name><cac:RequestedTenderTotal>' +
        `<cbc:EstimatedOverallContractAmount currencyID="NOK">${value}.00</cbc:EstimatedOverallContractAmount>` +
        '</cac:RequestedTenderTotal></cac:ProcurementProject></ContractNotice>';
      const [xml] = documentsAmong(await extractedFrom(notice, { path: 'a.xml' }));
      for (const document of [json!, xml!]) {
        expect(document.amounts).toMatchObject([{ value, currency: 'NOK' }]);
        expect(isFound('amount >= 200M USD', document)).toBe(isWorth);
        expect(isFound(`amount = ${value} NOK`, document)).toBe(true);
      }
    }
  });
});
