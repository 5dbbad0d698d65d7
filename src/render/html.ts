/** A piece of a page. Nothing becomes one but by `html`, which escapes whatever is put into it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Content = Html | string | number | undefined | readonly Content[];

/** Makes a piece of a page: texts are escaped, pieces stay, and nothing stands for `undefined`. */
export function html(literals: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(literals.map((literal, index) => `${literal}${markupOf(contents[index])}`).join(''));
}

function markupOf(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(markupOf).join('');
  return String(content).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Returns a text as a string of CSS with its quotation marks, in which no sign of it is more than text. */
export function cssString(text: string): string {
  const escaped = [...text].map((sign) =>
    /[A-Za-z0-9]/.test(sign) ? sign : `\\${sign.codePointAt(0)!.toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}
