import { randomBytes } from 'node:crypto';
import { coverage } from '../actions/coverage.ts';
import type { Desk } from '../actions/desk.ts';
import {
  bandKeys,
  NEAR_DUPLICATE,
  packSignature,
  resemblance,
  SIGNATURE_VERSION,
  signatureOf,
  unpackSignature,
} from '../likeness/signature.ts';
import { derivedId, followDocuments, moveFollower, openFollower } from '../store/followers.ts';
import {
  addLikeness,
  type GatheredDocument,
  gatheredDocuments,
  joinStory,
  type LikeDocument,
  likeDocuments,
  storyOf,
} from '../store/stories.ts';
import { inTransaction } from '../store/transaction.ts';

type Client = Parameters<typeof gatheredDocuments>[0];

const AT_ONCE = 50;
const IDLE = 500;

/**
 * Gathers stories: follows the documents, and lets each join the edition before it, else the earliest near-duplicate whose label
 * its own covers, else begin a story. Where a person moved one of these near-duplicates, the one that is most alike decides:
 * what was taken apart stays apart. No story is merged by the program, and no document is moved by it. Records of data are alike by their form, and join
 * their editions alone. Members and place move together.
 */
export class Gathering {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Gathers the next documents; returns how long to wait. */
  async step(): Promise<number> {
    const { database, now } = this.#desk;
    const at = new Date(now());
    return inTransaction(database.work, async (client) => {
      const follower = await openFollower(client, 'gather', { secret: randomBytes(32), now: at });
      const followed = await followDocuments(client, follower.place, AT_ONCE);
      if (followed.length === 0) return IDLE;
      const documents = await gatheredDocuments(
        client,
        followed.map(({ id }) => id),
      );
      for (const document of documents) {
        const own = derivedId(follower.secret, 'story', document.id);
        await joinStory(client, document, (await this.#storyFor(client, document)) ?? own, at);
      }
      const to = followed.at(-1)!.place;
      await moveFollower(client, 'gather', { from: follower.place, to, documents: followed.length, hits: 0, now: at });
      return 0;
    });
  }

  /** Returns the story that a document joins, and keeps what it is known by; nothing where it begins one. */
  async #storyFor(client: Client, document: GatheredDocument): Promise<string | undefined> {
    const edition = document.supersedesId === null ? undefined : await storyOf(client, document.supersedesId);
    const signature = signatureOf(`${document.title}\n${document.body}`);
    const bands = document.isRecord ? new Int32Array() : bandKeys(signature);
    const like = (await likeDocuments(client, bands, SIGNATURE_VERSION)).flatMap((other) =>
      likenessOf(signature, other),
    );
    await addLikeness(client, document, { version: SIGNATURE_VERSION, signature: packSignature(signature), bands });
    const possible = [...(edition ? [edition] : []), ...like];
    if (possible.length === 0) return undefined;
    const among = possible.map(({ labelId }) => labelId);
    const covers = await coverage(this.#desk, client as Parameters<typeof coverage>[1], {
      by: document.labelId,
      among,
    });
    if (edition && covers([edition.labelId])) return edition.storyId;
    return placeAmong(like.filter(({ labelId }) => covers([labelId])))?.storyId;
  }
}

interface NearDuplicate extends LikeDocument {
  readonly resemblance: number;
}

function likenessOf(signature: Int32Array, other: LikeDocument): NearDuplicate[] {
  const alike = resemblance(signature, unpackSignature(other.signature));
  return alike >= NEAR_DUPLICATE ? [{ ...other, resemblance: alike }] : [];
}

/** Returns the one whose story is joined; `like` has the earliest first. */
export function placeAmong<Near extends Pick<NearDuplicate, 'isPlaced' | 'resemblance'>>(
  like: readonly Near[],
): Near | undefined {
  if (!like.some(({ isPlaced }) => isPlaced)) return like[0];
  const most = Math.max(...like.map((near) => near.resemblance));
  return like.find((near) => near.resemblance === most);
}
