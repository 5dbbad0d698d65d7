import { CHANNEL_SEAL } from '../actions/create-channel.ts';
import type { Desk } from '../actions/desk.ts';
import { Refusal } from '../errors.ts';

/** Opens the secret by which the receiver of a webhook knows who speaks (`channel-secret` where another key sealed it). */
export async function channelSecret(
  desk: Desk,
  { channelId, secret }: { readonly channelId: string; readonly secret: Buffer | null },
): Promise<Uint8Array> {
  const key = await desk.identityKey();
  const opened = secret === null ? undefined : key.open(CHANNEL_SEAL, channelId, secret);
  if (opened) return opened;
  throw new Refusal('conflict', 'channel-secret', 'The secret of a channel was sealed by another key.');
}
