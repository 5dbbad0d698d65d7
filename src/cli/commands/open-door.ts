import { makeSetUpLink } from '../../actions/make-set-up-link.ts';
import type { OpenDesk } from '../../actions/open-desk.ts';
import type { SourceWork } from '../../actions/source-work.ts';
import { verifyDeskLog } from '../../actions/verify-log.ts';
import { Refusal } from '../../errors.ts';
import type { IdentitySettings, ListenForPeople } from '../desk-work.ts';
import type { ListenPlace } from '../option-values.ts';

export interface Door {
  readonly desk: OpenDesk;
  readonly letIn: ListenForPeople;
  readonly origin: URL | undefined;
  readonly identities: IdentitySettings | undefined;
  readonly sources: SourceWork;
  /** Whether an example is shown; as others of it one looks on this machine alone. */
  readonly isExample: boolean;
  /** `true`: the usual place, or another port where that is taken. */
  readonly place: ListenPlace | true;
  say(sentence: string): void;
  failed(what: string, error: unknown): void;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const USUAL: ListenPlace = { host: '127.0.0.1', port: 4280 };

/** Lets people in, and says where; while nobody has anything to sign in with, by which link the first person comes in. */
export async function openDoor({ desk, letIn, origin, identities, sources, isExample, place, say, failed }: Door) {
  const verifyLog = () => verifyDeskLog(desk);
  const serving = {
    desk,
    origin,
    identities,
    isExample: isExample && (place === true || LOOPBACK.has(place.host)),
    sources,
    verifyLog,
    failed: (id: string, error: unknown) => failed(`request ${id}`, error),
  };
  const listening = await letIn(place === true ? USUAL : place, serving).catch((error: unknown) => {
    if (place !== true || !(error instanceof Refusal) || error.code !== 'port-taken') throw error;
    return letIn({ ...USUAL, port: 0 }, serving);
  });
  const address = origin?.origin ?? listening.address;
  say(`The desk is at ${address}`);
  const secret = await setUpSecret(desk);
  if (secret !== undefined)
    say(`To come in, take a password at ${address}/link/${secret} (it counts once, until tomorrow)`);
  return listening;
}

/** Nothing where somebody can sign in already. */
async function setUpSecret(desk: OpenDesk): Promise<string | undefined> {
  try {
    return (await makeSetUpLink(desk)).secret;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'set-up-done') return undefined;
    throw error;
  }
}
