import type { Said } from '../../errors.ts';

/**
 * Sentences by code. `{name}` stands for what a finding names; of several forms the first is taken whose names are all there.
 * One case of a code, where its `case` is named, stands under `code/case`.
 */
export type Sentences = Readonly<Record<string, string | readonly string[]>>;

/** What is to be said: by its code, with what it names. */
export type Sayable = Pick<Said, 'code'> & { readonly values?: Said['values'] | undefined };

/** Returns the sentence for it, or nothing where there is none, or where it does not name what each form needs. */
export function sentenceOf(sentences: Sentences, { code, values = {} }: Sayable): string | undefined {
  const forms = [sentences[`${code}/${values['case']}`], sentences[code]].flatMap((one) => one ?? []);
  const form = forms.find((one) => namesIn(one).every((name) => name in values));
  return form?.replace(NAMES, (_, name: string) => [values[name]].flat().join(', '));
}

const NAMES = /\{(\w+)\}/g;

/** Returns what a form names. */
export function namesIn(form: string): string[] {
  return [...form.matchAll(NAMES)].map(([, name]) => name!);
}
