import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { issueSentence } from './issue-sentence.ts';
import { type Path, type Place, PlacedYaml, yamlSaid } from './placed-yaml.ts';
import { type ReaderEntry, readerDocumentSchema, readerFields, readersDocumentSchema } from './reader-file.ts';

/** Something wrong in a reader file; line and column from 1. */
export interface ReaderFileFinding extends Place {
  readonly code: string;
  readonly severity: 'error';
  readonly message: string;
}

/** The readers of a file; none of them where there are findings. */
export interface ReaderFile {
  readonly readers: readonly ReaderEntry[];
  readonly findings: readonly ReaderFileFinding[];
}

const LARGEST_FILE = 1_000_000;
const BEGIN = 'it begins with “reader:”, or with “readers:” and a list.';

/** Reads one reader file (YAML). What is wrong is a finding with its line, and then nobody is read from the file. */
export function readReaderFile(source: string): ReaderFile {
  if (source.length > LARGEST_FILE) {
    return failed('reader-file-too-large', 'A reader file has at most 1,000,000 characters; split it.');
  }
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const yaml = new PlacedYaml(source, document, lines);
  const [broken] = document.errors;
  if (broken) return failed('reader-file-yaml', yamlSaid(broken).message, yaml.placeAt(broken.pos[0]));
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return failed('reader-file-yaml', `This is not YAML: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (value === null || value === undefined) return failed('reader-file-empty', `The file is empty; ${BEGIN}`);
  return readValue(value, yaml);
}

function failed(code: string, message: string, place: Place = { line: 1, column: 1 }): ReaderFile {
  return { readers: [], findings: [{ code, severity: 'error', message, ...place }] };
}

function readValue(value: unknown, yaml: PlacedYaml): ReaderFile {
  const root = typeof value === 'object' && value !== null ? value : {};
  if ('reader' in root) {
    const read = readerDocumentSchema.safeParse(value, { reportInput: true });
    return read.success ? { readers: [read.data.reader as ReaderEntry], findings: [] } : wrong(read.error, yaml);
  }
  if ('readers' in root) {
    const read = readersDocumentSchema.safeParse(value, { reportInput: true });
    if (!read.success) return wrong(read.error, yaml);
    const readers = read.data.readers as ReaderEntry[];
    const double = readers.findIndex(({ id }, index) => readers.findIndex((other) => other.id === id) !== index);
    if (double < 0) return { readers, findings: [] };
    const message = `The id “${readers[double]!.id}” is there twice; each reader needs its own.`;
    return failed('reader-double-id', message, yaml.placeOf(['readers', double, 'id']));
  }
  return failed('reader-file-unknown', `This is no reader file: ${BEGIN}`);
}

function wrong(error: z.ZodError, yaml: PlacedYaml): ReaderFile {
  const findings = error.issues.map((issue): ReaderFileFinding => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const offset = unknown === undefined ? yaml.offsetOf(issue.path) : yaml.offsetOfKey([...issue.path, unknown]);
    const message = issueSentence(issue, fieldsAt);
    return { code: 'reader-file-invalid', severity: 'error', message, ...yaml.placeAt(offset) };
  });
  return { readers: [], findings };
}

function fieldsAt(path: Path): readonly string[] {
  return path.length === 0 ? ['reader', 'readers'] : readerFields;
}
