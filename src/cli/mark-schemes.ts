import { readFile } from 'node:fs/promises';
import { Refusal } from '../errors.ts';
import { type AnyScheme, SchemeSet } from '../markings/scheme-set.ts';
import { capcoScheme } from '../markings/schemes/us-capco/scheme.ts';
import { standardSchemes } from '../markings/standard-schemes.ts';
import type { MarkReader } from './mark-forms.ts';

export const PROFILES = ['us-capco-2016', 'us-dodm-2012'] as const;
export type Profile = (typeof PROFILES)[number];

const DEFAULT_SCHEME = 'us-capco';

/** Which scheme a command is asked to use. */
export interface SchemeChoice {
  readonly scheme?: string | undefined;
  /** File of a register that is used besides those that come with the program, or in place of one of them. */
  readonly register?: string | undefined;
}

/** The schemes that there are, and the one that is meant. */
export interface ChosenScheme {
  readonly schemes: SchemeSet;
  readonly scheme: AnyScheme;
}

/** Returns the schemes that there are, and the one that is meant; refuses one that is not there. */
export async function schemesFor({ scheme, register }: SchemeChoice): Promise<ChosenScheme> {
  if (register === undefined)
    return { schemes: standardSchemes, scheme: standardSchemes.scheme(scheme ?? DEFAULT_SCHEME) };
  const { readRegister } = await import('../schema/register-file.ts');
  const own = capcoScheme(readRegister(await textOf(register), register));
  const others = standardSchemes.ids.filter((id) => id !== own.id).map((id) => standardSchemes.scheme(id));
  const schemes = new SchemeSet([own, ...others]);
  return { schemes, scheme: schemes.scheme(scheme ?? own.id) };
}

export async function schemeFor(choice: SchemeChoice): Promise<AnyScheme> {
  return (await schemesFor(choice)).scheme;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Refusal('invalid', 'register-unreadable', `The register “${path}” cannot be read (${reason}).`);
  }
}

/** Returns what reads the markings of a profile: an older edition reads `us-capco` by its own rules. */
export async function profileReader(profile: Profile): Promise<MarkReader> {
  if (profile === 'us-capco-2016') return standardSchemes.scheme(DEFAULT_SCHEME);
  const { readDodm } = await import('../markings/schemes/us-dodm/read.ts');
  const { printDodm } = await import('../markings/schemes/us-dodm/print.ts');
  type Dodm = Parameters<typeof printDodm>[0];
  return { id: profile, read: readDodm, print: (mark, form) => printDodm(mark as Dodm, form) };
}
