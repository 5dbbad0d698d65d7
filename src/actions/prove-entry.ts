import { base64, fromBase64, utf8 } from '../audit/bytes.ts';
import { openCheckpoint } from '../audit/checkpoint.ts';
import { verifyInclusion } from '../audit/proof.ts';
import { readVerifierKey } from '../audit/verifier-key.ts';
import { Refusal } from '../errors.ts';
import { sequenceLog } from '../store/audit-log.ts';
import { notInLog, positionOf, proveConsistency, proveInclusion } from '../store/audit-nodes.ts';
import { checkpointOver } from '../store/read-entries.ts';
import { nodeHasher, nodeVerifier } from '../store/signing.ts';
import { inTransaction } from '../store/transaction.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { isId } from './ids.ts';
import { inspectedEntry } from './read-log.ts';

/** That an entry stands in the log, for whoever has the key of the log and nothing else of the desk. */
export interface EntryProof {
  readonly entryId: string;
  /** From 0. */
  readonly index: number;
  /** SHA-256 in base64. */
  readonly leafHash: string;
  /** From the entry up to the root, SHA-256 in base64 each. */
  readonly path: readonly string[];
  /** The signed checkpoint whose root the path leads to. */
  readonly checkpoint: string;
}

/** Proves to an inspector that an entry stands in the log. */
export function proveEntry(desk: Desk, actor: Actor, entryId: string): Promise<EntryProof> {
  return act(desk, actor, {
    action: 'log-prove',
    roles: ['inspector'],
    as: 'work',
    prepare: () => inspectedEntry(desk, actor, entryId),
    work: ({ client }, { id, position }) => proofAt(client, id, position),
  });
}

/** The same for whoever runs the desk, on its own machine. */
export async function proveDeskEntry(desk: Desk, entryId: string): Promise<EntryProof> {
  if (!isId(entryId)) throw notInLog();
  await sequenceLog(desk.database.work);
  return inTransaction(desk.database.work, async (client) =>
    proofAt(client, entryId, await positionOf(client, entryId)),
  );
}

type Client = Parameters<typeof proveInclusion>[0];

async function proofAt(client: Client, entryId: string, index: number): Promise<EntryProof> {
  const checkpoint = await checkpointOver(client, index);
  if (!checkpoint) {
    const message = 'No checkpoint was signed since the entry was written; it is proven after the next one.';
    throw new Refusal('conflict', 'audit-entry-unsigned', message);
  }
  const { claim, path } = await proveInclusion(client, index, checkpoint.size);
  return { entryId, index, leafHash: base64(claim.leafHash), path: path.map(base64), checkpoint: checkpoint.note };
}

/** That the log of one size begins with that of another: the path, SHA-256 in base64 each. */
export interface LogProof {
  readonly older: number;
  readonly newer: number;
  readonly path: readonly string[];
}

/** Proves to an inspector that a later log goes on from an earlier one. */
export function proveLog(
  desk: Desk,
  actor: Actor,
  { older, newer }: { readonly older: number; readonly newer: number },
): Promise<LogProof> {
  return act(desk, actor, {
    action: 'log-prove',
    roles: ['inspector'],
    as: 'work',
    work: async ({ client }) => ({ older, newer, path: (await proveConsistency(client, older, newer)).map(base64) }),
  });
}

/** Whether a proof holds: then how many entries the checkpoint vouches for. */
export interface CheckedProof {
  readonly size?: number;
  readonly findings: readonly { readonly severity: string; readonly message: string; readonly code: string }[];
}

/** Says whether an entry stands in the log that the key vouches for. It needs no desk; refuses a key that is none. */
export function checkEntryProof(proof: EntryProof, key: string): CheckedProof {
  const verifier = readVerifierKey(nodeHasher, key);
  const trusted = { verifier: nodeVerifier, keys: [verifier], origin: verifier.name };
  const { checkpoint, findings } = openCheckpoint(trusted, utf8(proof.checkpoint));
  if (!checkpoint) return { findings };
  const leafHash = fromBase64(proof.leafHash);
  const path = proof.path.map(fromBase64);
  const { size, root } = checkpoint;
  const isWhole = leafHash !== undefined && path.every((hash) => hash !== undefined);
  if (isWhole && verifyInclusion(nodeHasher, { index: proof.index, leafHash, size, root }, path as Uint8Array[])) {
    return { size, findings };
  }
  const message = 'The path does not lead from the entry to the root that was signed.';
  return { findings: [...findings, { severity: 'error', code: 'audit-proof-fails', message }] };
}
