import { Refusal } from '../errors.ts';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Returns whether a text is an id as the desk makes them: a UUID in small letters. What is not, names nothing. */
export function isId(text: string): boolean {
  return ID.test(text);
}

const NOT_FOUND = {
  document: { code: 'document-not-found' },
  order: { code: 'order-not-found' },
  hit: { code: 'hit-not-found' },
  filter: { code: 'filter-not-found' },
  source: { code: 'source-not-found' },
  target: { code: 'target-not-found' },
  task: { code: 'task-not-found' },
  question: { code: 'question-not-found' },
  reader: { code: 'reader-not-found' },
  group: { code: 'group-not-found' },
  recipient: { code: 'recipient-not-found' },
  informant: { code: 'informant-not-found' },
  'back-fill': { code: 'back-fill-not-found' },
  'story-change': { code: 'story-change-not-found' },
  quarantined: { code: 'quarantined-not-found' },
  session: { code: 'session-not-found' },
  token: { code: 'token-not-found' },
  passkey: { code: 'passkey-not-found' },
  report: { code: 'report-not-found' },
  release: { code: 'release-not-found' },
  copy: { code: 'copy-not-found' },
  channel: { code: 'channel-not-found' },
  'notice-rule': { code: 'notice-rule-not-found' },
} as const;

/** What can be asked for by its id. */
export type FoundNoun = keyof typeof NOT_FOUND;

/** What is not there and what the actor may not read are refused in the same words. */
export function notFound(noun: FoundNoun): Refusal {
  const { code } = NOT_FOUND[noun];
  return new Refusal('not-found', code, `There is no such ${noun}, or it is not for you to read.`);
}

/** Refuses with `…-not-found` where there is nothing under an id. */
export async function checkFound(
  noun: FoundNoun,
  id: string,
  isThere: (id: string) => Promise<boolean>,
): Promise<void> {
  if (!(isId(id) && (await isThere(id)))) throw notFound(noun);
}

/** Returns what `read` finds under an id, or refuses with `…-not-found`. */
export async function found<T>(noun: FoundNoun, id: string, read: (id: string) => Promise<T | undefined>): Promise<T> {
  const thing = isId(id) ? await read(id) : undefined;
  if (thing === undefined) throw notFound(noun);
  return thing;
}
