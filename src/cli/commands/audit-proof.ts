import { readFile } from 'node:fs/promises';
import { type DeskSettings, withDesk } from '../../actions/open-desk.ts';
import { checkEntryProof, type EntryProof, proveDeskEntry } from '../../actions/prove-entry.ts';
import { Refusal } from '../../errors.ts';
import { EXIT } from '../exit-status.ts';
import { printable, type Terminal } from '../terminal.ts';

/** Prints the proof of an entry as JSON. Returns the exit status. */
export async function proveAudit(settings: DeskSettings, entryId: string, terminal: Terminal): Promise<number> {
  const proof = await withDesk(settings, (desk) => proveDeskEntry(desk, entryId));
  terminal.out(`${JSON.stringify(proof, null, 2)}\n`);
  return EXIT.found;
}

/** Says whether a proof holds under a key, with nothing of the desk at hand. Returns the exit status. */
export async function checkAuditProof(proofFile: string, keyFile: string, terminal: Terminal): Promise<number> {
  const key = (await textOf(keyFile)).trim();
  const proof = proofOf(proofFile, await textOf(proofFile));
  const { size, findings } = checkEntryProof(proof, key);
  for (const { severity, message, code } of findings) terminal.out(`${severity}: ${printable(message)} (${code})\n`);
  if (size === undefined) {
    terminal.out('The proof does not hold.\n');
    return EXIT.nothing;
  }
  terminal.out(
    `Entry ${printable(proof.entryId)} is number ${proof.index} of the ${size} that the checkpoint vouches for.\n`,
  );
  return EXIT.found;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'no reason';
    throw new Refusal(
      'not-found',
      'audit-proof-unreadable',
      `“${printable(path)}” cannot be read: the system says ${code}.`,
    );
  }
}

function proofOf(path: string, text: string): EntryProof {
  try {
    const { entryId, index, leafHash, path: hashes, checkpoint } = JSON.parse(text) as EntryProof;
    const isProof =
      Number.isSafeInteger(index) &&
      [entryId, leafHash, checkpoint].every((part) => typeof part === 'string') &&
      Array.isArray(hashes) &&
      hashes.every((hash) => typeof hash === 'string');
    if (isProof) return { entryId, index, leafHash, path: hashes, checkpoint };
  } catch {
    // Told below, as for every other text that is no proof.
  }
  throw new Refusal(
    'invalid',
    'audit-proof-file',
    `“${printable(path)}” is no proof as “vigie audit prove” prints it.`,
  );
}
