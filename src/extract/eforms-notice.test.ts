import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesAmong, documentsAmong, extractedFrom } from '../../test/support/extracted.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { meetsThreshold } from '../amounts/compare-amount.ts';
import { defaultRates } from '../amounts/default-rates.ts';
import { findAmounts } from '../amounts/find-amounts.ts';
import type { Document } from '../domain/document.ts';

const read = (content: string) => extractedFrom(content, { path: 'a.xml' });
const codes = async (content: string) => codesAmong(await read(content));
const document = async (content: string) => documentsAmong(await read(content))[0];

const company = (id: string, name: string, country: string) =>
  `<efac:Organization><efac:Company><cac:PartyIdentification><cbc:ID>${id}</cbc:ID></cac:PartyIdentification>` +
  `<cac:PartyName><cbc:Name languageID="NOR">${name}</cbc:Name><cbc:Name languageID="ENG">${name} (English)</cbc:Name></cac:PartyName>` +
  `<cac:PostalAddress><cac:Country><cbc:IdentificationCode listName="country">${country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>` +
  '</efac:Company></efac:Organization>';
const tender = (id: string, party: string, value: string) =>
  `<efac:LotTender><cbc:ID>${id}</cbc:ID><cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="NOK">${value}</cbc:PayableAmount></cac:LegalMonetaryTotal>` +
  `<efac:TenderingParty><cbc:ID>${party}</cbc:ID></efac:TenderingParty></efac:LotTender>`;
const lot = (id: string, name: string, value: string, scheme = 'Lot') =>
  `<cac:ProcurementProjectLot><cbc:ID schemeName="${scheme}">${id}</cbc:ID><cac:ProcurementProject><cbc:Name languageID="NOR">${name}</cbc:Name>` +
  `<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="NOK">${value}</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>` +
  '</cac:ProcurementProject></cac:ProcurementProjectLot>';

interface Parts {
  readonly result?: string;
  readonly total?: string;
  readonly lots?: string;
  readonly head?: string;
}

const HEAD =
  '<cbc:ID schemeName="notice-id">n-1</cbc:ID><cbc:IssueDate>2024-03-01+01:00</cbc:IssueDate><cbc:IssueTime>00:30:00+01:00</cbc:IssueTime>' +
  '<cbc:VersionID>02</cbc:VersionID><cbc:NoticeTypeCode listName="result">can-standard</cbc:NoticeTypeCode><cbc:NoticeLanguageCode>NOR</cbc:NoticeLanguageCode>';

function notice({ result = '', total = '', lots = '', head = HEAD }: Parts = {}): string {
  return `<?xml version="1.0"?><ContractAwardNotice xmlns="urn:x" xmlns:cac="urn:a" xmlns:cbc="urn:b" xmlns:efac="urn:c" xmlns:ext="urn:d" xmlns:efext="urn:e">
<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>
<efac:NoticeResult>${result}</efac:NoticeResult>
<efac:Organizations>${company('ORG-1', 'Statens vegvesen', 'NOR')}${company('ORG-2', 'Bru AS', 'NOR')}${company('ORG-3', 'Taper AS', 'SWE')}</efac:Organizations>
</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>
${head}
<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-1</cbc:ID></cac:PartyIdentification></cac:Party></cac:ContractingParty>
<cac:TenderingProcess><cbc:ProcedureCode>open</cbc:ProcedureCode></cac:TenderingProcess>
<cac:ProcurementProject><cbc:Name languageID="ENG">A bridge</cbc:Name><cbc:Name languageID="NOR">En
 bru</cbc:Name><cbc:Description languageID="ENG">Translated.</cbc:Description><cbc:Description languageID="NOR">Over fjorden.</cbc:Description>
${total}<cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">45221111</cbc:ItemClassificationCode></cac:MainCommodityClassification></cac:ProcurementProject>
${lots}</ContractAwardNotice>`;
}

const estimate = (value: string, currency = 'NOK') =>
  `<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="${currency}">${value}</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>`;
const RESULT =
  '<efac:LotResult><cbc:TenderResultCode>selec-w</cbc:TenderResultCode><efac:LotTender><cbc:ID>T-1</cbc:ID></efac:LotTender></efac:LotResult>' +
  '<efac:LotResult><cbc:TenderResultCode>clos-nw</cbc:TenderResultCode><efac:LotTender><cbc:ID>T-2</cbc:ID></efac:LotTender></efac:LotResult>' +
  tender('T-1', 'P-1', '596000000') +
  tender('T-2', 'P-2', '9000000000') +
  '<efac:TenderingParty><cbc:ID>P-1</cbc:ID><efac:Tenderer><cbc:ID>ORG-2</cbc:ID></efac:Tenderer></efac:TenderingParty>' +
  '<efac:TenderingParty><cbc:ID>P-2</cbc:ID><efac:Tenderer><cbc:ID>ORG-3</cbc:ID></efac:Tenderer></efac:TenderingParty>';

/** Whether an amount of the notice, stated or in its text, is at least so much. */
function isWorth(found: Document | undefined, value: number, currency: string): boolean {
  const { amounts = [], text = '', lang, date } = found ?? {};
  const all = [...amounts, ...findAmounts(text, lang === undefined ? {} : { lang })];
  return all.some((amount) => meetsThreshold(amount, { operator: '>=', value, currency }, date, defaultRates));
}

describe('a notice of public procurement', () => {
  it('has identity, title, day, stage and country, in the words of its own language', async () => {
    const found = await document(notice({ result: RESULT }));
    expect(await codes(notice({ result: RESULT }))).toEqual([]);
    expect(found).toMatchObject({ id: 'n-1-02', title: 'En bru', date: '2024-02-29', stage: 'award', country: 'NO' });
    expect(found?.text).toMatch(/Buyer: Statens vegvesen\n\nWinner: Bru AS\n\nProcedure: open\n\nOver fjorden\./);
    expect(found?.text).toContain('CPV: 45221111');
    expect(found?.text).not.toMatch(/English|Translated|A bridge|Winner: .*Taper/);
  });

  it('of 596 million crowns is none of 200 million dollars, and one of 50', async () => {
    const found = await document(notice({ result: RESULT }));
    expect(found?.amounts).toEqual([{ value: 596000000, currency: 'NOK', role: 'result' }]);
    expect(isWorth(found, 200_000_000, 'USD')).toBe(false);
    expect(isWorth(found, 50_000_000, 'USD')).toBe(true);
    expect(isWorth(found, 596_000_000, 'NOK')).toBe(true);
    expect(isWorth(found, 596_000_001, 'NOK')).toBe(false);
  });

  it('counts the values of its lots only where it states no total', async () => {
    const lots =
      lot('LOT-1', 'Pilarer', '100.10') + lot('LOT-2', 'Dekke', '200') + lot('GLO-1', 'Alt', '300.10', 'LotsGroup');
    expect((await document(notice({ lots })))?.amounts?.map(({ value, role }) => [value, role])).toEqual([
      [100.1, 'estimated'],
      [200, 'estimated'],
    ]);
    const whole = await document(notice({ lots, total: estimate('300.10') }));
    expect(whole?.amounts?.map(({ value }) => value)).toEqual([300.1]);
    expect(whole?.text).toContain('Lot LOT-1: Pilarer');
    expect(whole?.text).toContain('Estimated value (LOT-1): 100.1 NOK');
    expect(whole?.text).toContain('Group of lots GLO-1: Alt');
  });

  it('leaves out a value that is withheld, and says what cannot be used', async () => {
    expect(await read(notice({ total: estimate('-1') }))).toEqual([
      expect.not.objectContaining({ amounts: expect.anything() }),
    ]);
    expect(await codes(notice({ total: estimate('ten') }))).toEqual(['extract-off-standard']);
    expect(await codes(notice({ total: estimate('10', '') }))).toEqual(['extract-off-standard']);
  });

  it('that lacks what it must have, or is cut off, is read as far as it goes', async () => {
    const bare = await read(notice({ head: '' }));
    expect(bare[0]).toMatchObject({
      code: 'extract-off-standard',
      message: expect.stringMatching(/BT-701.*BT-757.*BT-702/),
    });
    expect(bare[1]).toMatchObject({ id: 'a.xml', title: 'A bridge' });
    const whole = notice({ lots: lot('LOT-1', 'Pilarer', '100') });
    const cut = await read(whole.slice(0, whole.indexOf('Pilarer')));
    expect(cut[0]).toMatchObject({ code: 'extract-bad-xml', message: expect.stringContaining('it ends before') });
    expect(cut[1]).toMatchObject({ id: 'n-1-02', title: 'En bru' });
    expect(await codes(whole.replace('</cac:TenderingProcess>', ''))).toContain('extract-bad-xml');
  });

  it('never throws and never gives nothing, however it is cut or changed', async () => {
    const whole = notice({ result: RESULT, lots: lot('LOT-1', 'Pilarer', '100') });
    const place = fc.integer({ min: 0, max: whole.length });
    await fc.assert(
      fc.asyncProperty(place, place, fc.string(), async (one, other, between) => {
        const changed = whole.slice(0, Math.min(one, other)) + between + whole.slice(Math.max(one, other));
        expect((await read(changed)).length).toBeGreaterThan(0);
        expect((await read(whole.slice(0, one))).length).toBeGreaterThan(0);
      }),
      { numRuns: propertyRuns(100) },
    );
  });
});
