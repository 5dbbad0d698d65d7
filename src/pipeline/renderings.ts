import type { IssuedCopy } from '../domain/copy.ts';
import { copyAsHtml } from '../render/copy-html.ts';
import { copyAsText } from '../render/copy-text.ts';

/** Makes PDF files of copies. */
export interface PrintsCopies {
  print(issued: IssuedCopy): Promise<Uint8Array>;
}

/** A copy in the forms in which it goes out; each is made when it is first asked for. */
export interface Rendered {
  text(): string;
  html(): string;
  pdf(): Promise<Uint8Array>;
}

/** So many different copies are remembered: one release seldom has more. */
const MOST = 64;

/** Renders copies, those that are the same once: nothing of a rendering is of one recipient alone. */
export class Renderings {
  readonly #printer: PrintsCopies;
  /** The one that was used last comes last. */
  readonly #known = new Map<string, Rendered>();
  #pdfs = 0;

  constructor(printer: PrintsCopies) {
    this.#printer = printer;
  }

  /** How many PDF files were made. */
  get pdfs(): number {
    return this.#pdfs;
  }

  /** `hash` is that of the copy. */
  of(issued: IssuedCopy, hash: string): Rendered {
    const key = `${hash} ${issued.releasedAt} ${issued.state}`;
    const rendered = this.#known.get(key) ?? this.#render({ ...issued, id: '' });
    this.#known.delete(key);
    this.#known.set(key, rendered);
    if (this.#known.size > MOST) this.#known.delete(this.#known.keys().next().value!);
    return rendered;
  }

  #render(issued: IssuedCopy): Rendered {
    let pdf: Promise<Uint8Array> | undefined;
    let text: string | undefined;
    let page: string | undefined;
    return {
      text: () => (text ??= copyAsText(issued)),
      html: () => (page ??= copyAsHtml(issued)),
      pdf: () => {
        pdf ??= this.#print(issued).catch((error: unknown) => {
          // What failed may not fail the next time.
          pdf = undefined;
          throw error;
        });
        return pdf;
      },
    };
  }

  #print(issued: IssuedCopy): Promise<Uint8Array> {
    this.#pdfs++;
    return this.#printer.print(issued);
  }
}
