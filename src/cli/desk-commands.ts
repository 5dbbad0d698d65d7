import type { Command } from 'commander';
import type { DeskSettings } from '../actions/open-desk.ts';
import { printable, type Terminal } from './terminal.ts';

/** Reads what is set outside of the program; only the commands that open the database ask. */
export type ReadSettings = () => Promise<DeskSettings>;

type Done = (status: number) => void;

const STORE_STATUS_HELP = `
Without DATABASE_URL this starts the private database, and makes it at the first time. Where another Vigie runs it,
the command joins in. docs/operations.md describes the settings.

Examples:
  vigie store status
  VIGIE_DATA=/srv/desk vigie store status                of the desk in that folder
  DATABASE_URL=postgres://admin@db/vigie vigie store status

Exit status: 0, or 2 where the database cannot be opened.`;

const AUDIT_VERIFY_HELP = `
Every entry and every checkpoint of the log is computed anew and compared; nothing is written. Checkpoints that lie in
the data folder are compared too. Whoever can write there and into the database can still put an older log back: give
checkpoints that were kept elsewhere.

Examples:
  vigie audit verify
  vigie audit verify --checkpoint /mnt/usb/monday.txt /mnt/usb/friday.txt

Exit status: 0 where the log is sound, 1 where it is not, 2 where it could not be read.`;

const AUDIT_CHECKPOINT_HELP = `
Entries that wait get their places first. The note (C2SP tlog-checkpoint) is stored in the database, kept in the folder
checkpoints of the data folder, and printed: keep a copy where nobody of this desk can change it. A log that is not the
one of the last checkpoint is not signed.

Examples:
  vigie audit checkpoint
  vigie audit checkpoint --out /mnt/usb/monday.txt

Exit status: 0, or 2 where the log cannot be signed.`;

const AUDIT_PROVE_HELP = `
The proof holds the place of the entry, the path of hashes from it to the root, and the first signed checkpoint after it.
It tells nothing of what other entries say, but how many there were.

Example:
  vigie audit prove 0198a3c2-7d3e-7f10-9a55-0c9d3f6f1b2a > proof.json

Exit status: 0, or 2 where the entry is not in the log or no checkpoint was signed since.`;

const AUDIT_CHECK_PROOF_HELP = `
Example:
  vigie audit check-proof proof.json --key desk.pub

Exit status: 0 where the proof holds, 1 where it does not, 2 where a file cannot be used.`;

const AUDIT_KEY_HELP = `
The key is made at first use. Give this line to those who keep checkpoints: it cannot sign anything.

Example:
  vigie audit key > desk.pub

Exit status: 0, or 2 where there is no key.`;

const COPY_OUT_HELP = `
The copy is as of one moment, in plain files with counts and hashes, and can be read into a private database or a server
of your own. It holds what there is, whatever its marking, and no passwords and no signing key: keep it accordingly, and
back the key of the log up apart. A backup holds who informants are too, sealed as it is; an export leaves that out, with
the keys of those who could open it, and what could not be read and was put aside. Entries of the log that wait for their place get a new one when the copy is read.

Examples:
  vigie store export /mnt/usb/desk
  vigie store backup /srv/backups                        a folder by the time in there

Exit status: 0, or 2 where something cannot be written.`;

const COPY_IN_HELP = `
The database must hold nothing. What then stands in it is counted and hashed anew; where anything differs from the copy,
nothing is kept.

Examples:
  vigie store import /mnt/usb/desk
  DATABASE_URL=postgres://admin@db/vigie vigie store import /mnt/usb/desk

Exit status: 0, or 2 where the copy cannot be used.`;

const COPIES = [
  {
    work: 'export',
    description: 'Write what the database holds into a new folder, but for who informants are.',
    help: COPY_OUT_HELP,
  },
  { work: 'backup', description: 'Write everything into a folder that is named by the time.', help: COPY_OUT_HELP },
  { work: 'import', description: 'Read such a copy into an empty database.', help: COPY_IN_HELP },
  { work: 'restore', description: 'Read a backup into an empty database.', help: COPY_IN_HELP },
] as const;

/** What a command tells a person beside its results, such as that the server was started again. */
function warningOn(terminal: Terminal): Pick<DeskSettings, 'warn'> {
  return { warn: (sentence) => terminal.error(`${printable(sentence)}\n`) };
}

/** Adds `vigie store`. */
export function addStore(program: Command, done: Done, terminal: Terminal, settings: ReadSettings): void {
  const store = program.command('store').description('Show the database, copy it out and in.');
  store
    .command('status')
    .description('Say what database there is, where it lies, who runs it, and how much is in it.')
    .addHelpText('after', STORE_STATUS_HELP)
    .action(async () => {
      const { printStoreStatus } = await import('./commands/store-status.ts');
      done(await printStoreStatus({ ...warningOn(terminal), ...(await settings()) }, terminal));
    });
  for (const { work, description, help } of COPIES) {
    store
      .command(work)
      .description(description)
      .argument('<folder>', work === 'backup' ? 'where backups lie' : 'folder of the copy')
      .addHelpText('after', help)
      .action(async (folder: string) => {
        const { copyStore } = await import('./commands/store-copy.ts');
        done(await copyStore(work, folder, { ...warningOn(terminal), ...(await settings()) }, terminal));
      });
  }
}

/** Adds `vigie audit`. */
export function addAudit(program: Command, done: Done, terminal: Terminal, settings: ReadSettings): void {
  const audit = program.command('audit').description('Verify and sign the log of all acts.');
  const desk = async (): Promise<DeskSettings> => ({ ...warningOn(terminal), ...(await settings()) });
  audit
    .command('verify')
    .description('Say whether the log is whole and unchanged, and where it is not.')
    .option('--checkpoint <files...>', 'checkpoints that were kept elsewhere')
    .addHelpText('after', AUDIT_VERIFY_HELP)
    .action(async (options) => {
      const { verifyAudit } = await import('./commands/audit.ts');
      done(await verifyAudit(await desk(), options, terminal));
    });
  audit
    .command('checkpoint')
    .description('Sign the log as it is now, and print the signed note.')
    .option('--out <file>', 'write the note into this file as well')
    .addHelpText('after', AUDIT_CHECKPOINT_HELP)
    .action(async (options) => {
      const { checkpointAudit } = await import('./commands/audit.ts');
      done(await checkpointAudit(await desk(), options, terminal));
    });
  audit
    .command('prove')
    .description('Prove that an entry stands in the log, to somebody who has the key and nothing else.')
    .argument('<entry>', 'id of the entry')
    .addHelpText('after', AUDIT_PROVE_HELP)
    .action(async (entry: string) => {
      const { proveAudit } = await import('./commands/audit-proof.ts');
      done(await proveAudit(await desk(), entry, terminal));
    });
  audit
    .command('check-proof')
    .description('Say whether such a proof holds; no desk is needed.')
    .argument('<proof>', 'file with the proof')
    .requiredOption('--key <file>', 'the key of the log, as “vigie audit key” prints it')
    .addHelpText('after', AUDIT_CHECK_PROOF_HELP)
    .action(async (proof: string, options) => {
      const { checkAuditProof } = await import('./commands/audit-proof.ts');
      done(await checkAuditProof(proof, options.key, terminal));
    });
  audit
    .command('key')
    .description('Print the key by which others verify the checkpoints of the log.')
    .addHelpText('after', AUDIT_KEY_HELP)
    .action(async () => {
      const { printAuditKey } = await import('./commands/audit.ts');
      done(await printAuditKey(await desk(), terminal));
    });
}
