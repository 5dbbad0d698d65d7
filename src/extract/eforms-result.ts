import type { MarkupElement } from './markup-tree.ts';
import { elementAt, elementsAt, valueAt, valuesAt, wordsAt } from './ubl-element.ts';

const EXTENSION = 'UBLExtensions/UBLExtension/ExtensionContent/EformsExtension';

/** The extension that holds what UBL has no place for: organisations, results, publication. */
export function noticeExtension(root: MarkupElement): MarkupElement | undefined {
  return elementAt(root, EXTENSION);
}

export function noticeResult(root: MarkupElement): MarkupElement | undefined {
  return elementAt(noticeExtension(root), 'NoticeResult');
}

/** The tenders that won: those under contract, else those of lots with a winner, else all where no lot says. */
export function winningTenders(result: MarkupElement | undefined): readonly MarkupElement[] {
  const tenders = elementsAt(result, 'LotTender');
  const lots = elementsAt(result, 'LotResult');
  const won = lots.filter((lot) => ['', 'selec-w'].includes(valueAt(lot, 'TenderResultCode')));
  const contracted = valuesAt(result, 'SettledContract/LotTender/ID');
  const ids = new Set(contracted.length > 0 ? contracted : won.flatMap((lot) => valuesAt(lot, 'LotTender/ID')));
  return ids.size === 0 && lots.length === 0 ? tenders : tenders.filter((tender) => ids.has(valueAt(tender, 'ID')));
}

/** The organisations of a notice by the id that the rest of it names them by. */
export class NoticeParties {
  readonly #root: MarkupElement;
  readonly #language: string;
  readonly #companies = new Map<string, MarkupElement>();

  constructor(root: MarkupElement, language: string) {
    this.#root = root;
    this.#language = language;
    for (const company of elementsAt(noticeExtension(root), 'Organizations/Organization/Company')) {
      this.#companies.set(valueAt(company, 'PartyIdentification/ID'), company);
    }
  }

  get buyers(): string[] {
    return this.#buyerIds().flatMap((id) => this.#name(id) ?? []);
  }

  /** The alpha-3 code of the country of the first buyer that has one, or an empty string. */
  get buyerCountry(): string {
    const companies = this.#buyerIds().map((id) => this.#companies.get(id));
    return companies.map((company) => valueAt(company, 'PostalAddress/Country/IdentificationCode')).find(Boolean) ?? '';
  }

  /** The parties of the winning tenders, by the name of the group and by those of its members. */
  get winners(): string[] {
    const result = noticeResult(this.#root);
    const parties = new Set(winningTenders(result).flatMap((tender) => valuesAt(tender, 'TenderingParty/ID')));
    return elementsAt(result, 'TenderingParty')
      .filter((party) => parties.has(valueAt(party, 'ID')))
      .flatMap((party) => [
        wordsAt(party, 'Name', this.#language),
        ...valuesAt(party, 'Tenderer/ID').map((id) => this.#name(id) ?? ''),
      ])
      .filter((name) => name !== '');
  }

  #buyerIds(): string[] {
    return valuesAt(this.#root, 'ContractingParty/Party/PartyIdentification/ID');
  }

  #name(id: string): string | undefined {
    return wordsAt(this.#companies.get(id), 'PartyName/Name', this.#language) || undefined;
  }
}
