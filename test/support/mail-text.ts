import { createRequire } from 'node:module';

interface ReadMail {
  readonly subject?: string;
  readonly text?: string;
  readonly html: string | false;
}

/** The package says nothing of its types. */
const { simpleParser } = createRequire(import.meta.url)('mailparser') as {
  simpleParser(bytes: Buffer): Promise<ReadMail>;
};

/** The subject of a mail, as whoever gets it reads it. */
export async function subjectOf(mail: Buffer): Promise<string> {
  return (await simpleParser(mail)).subject ?? '';
}

/** The texts of a mail, as whoever gets it reads them. */
export async function textsOf(mail: Buffer): Promise<string> {
  const { text = '', html } = await simpleParser(mail);
  return `${text}\n${html === false ? '' : html}`;
}
