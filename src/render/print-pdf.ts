import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IssuedCopy } from '../domain/copy.ts';
import { COPY_WORDS } from '../domain/copy-words.ts';
import { Refusal } from '../errors.ts';
import { signsOf } from './font-signs.ts';
import { type PdfPage, pageOf, withTexts } from './pdf-page.ts';
import { PDF_TEMPLATE } from './pdf-template.ts';

/** Fonts that come with the program, for whatever the ones inside typst lack: Greek, Cyrillic, Arabic, Hebrew, signs. */
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSans-Oblique.ttf', 'DejaVuSans-BoldOblique.ttf'];
/** Stands for a sign that no font has. */
const UNSHOWN = '□';
/** What typst says of a sign that no font has, which PDF/A does not allow. */
const NO_GLYPH = /could not be displayed with any font/;

/** The part of the package that is used here. */
interface Typst {
  pdf(
    page: { readonly mainFileContent: string; readonly inputs: Record<string, string> },
    options: { readonly pdfStandard: string; readonly creationTimestamp: number },
  ): Uint8Array;
  evictCache(age: number): void;
}

/** Makes PDF files of copies in this thread, which it holds up meanwhile: the process of `pdf-child.ts` does it elsewhere. */
export class PdfPress {
  readonly #typst: Typst;
  readonly #fonts: readonly Uint8Array[];
  #signs: ReadonlySet<number> | undefined;

  private constructor(typst: Typst, fonts: readonly Uint8Array[]) {
    this.#typst = typst;
    this.#fonts = fonts;
  }

  /** Loads typst, which is native; refuses with `pdf-not-available` where there is none for this machine. */
  static async open(): Promise<PdfPress> {
    const fonts = fontFiles();
    const { NodeCompiler } = await loadTypst();
    // It reads no files: the folder is empty, and nobody else may put anything into it.
    const workspace = mkdtempSync(join(tmpdir(), 'vigie-pdf-'));
    try {
      const typst = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [...fonts] }] });
      return new PdfPress(typst, fonts);
    } finally {
      rmdirSync(workspace);
    }
  }

  /** Returns a copy as PDF/A-2b; equal copies give equal bytes. */
  print(issued: IssuedCopy): Uint8Array {
    const page = pageOf(issued);
    try {
      return this.#press(page, issued.releasedAt);
    } catch (error) {
      if (!NO_GLYPH.test(String(error))) throw error;
    }
    // Whatever a font of the machine may have had: what is sure is shown, and that something is not is told.
    this.#signs ??= signsOf(this.#fonts[0]!);
    const signs = this.#signs;
    const rewritten = withTexts(page, (text) =>
      text.replace(/[^\n\u200b]/gu, (sign) => (signs.has(sign.codePointAt(0)!) ? sign : UNSHOWN)),
    );
    return this.#press({ ...rewritten, unshown: COPY_WORDS[issued.copy.language].unshown }, issued.releasedAt);
  }

  #press(page: PdfPage, releasedAt: number): Uint8Array {
    try {
      const inputs = { copy: JSON.stringify(page) };
      return this.#typst.pdf(
        { mainFileContent: PDF_TEMPLATE, inputs },
        {
          pdfStandard: 'a-2b',
          creationTimestamp: Math.floor(releasedAt / 1000),
        },
      );
    } finally {
      // It remembers what it laid out, texts and all: that of the last few copies, which are mostly cuts of one report.
      this.#typst.evictCache(3);
    }
  }
}

async function loadTypst(): Promise<typeof import('@myriaddreamin/typst-ts-node-compiler')> {
  try {
    return await import('@myriaddreamin/typst-ts-node-compiler');
  } catch (cause) {
    const message = `PDF files cannot be made on this machine (${process.platform}, ${process.arch}): the package of typst for it is not installed. Use another form of the copy, or install the optional packages.`;
    throw new Refusal('not-allowed', 'pdf-not-available', message, { cause });
  }
}

function fontFiles(): Buffer[] {
  const { resolve } = createRequire(import.meta.url);
  return FONTS.map((name) => readFileSync(resolve(`dejavu-fonts-ttf/ttf/${name}`)));
}
