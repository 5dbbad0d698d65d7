import type { Page } from 'playwright-core';
import { acceptLink } from '../../src/actions/accept-link.ts';
import type { Actor, Role } from '../../src/actions/actor.ts';
import { checkpointDeskLog } from '../../src/actions/make-checkpoint.ts';
import { invitePerson } from '../../src/actions/make-link.ts';
import type { OpenDesk } from '../../src/actions/open-desk.ts';
import { verifyDeskLog } from '../../src/actions/verify-log.ts';
import { deskWork } from '../../src/pipeline/desk-work.ts';
import { actorOf, deskOn } from './desk.ts';
import { doors } from './doors.ts';
import { CLIENT, PASSWORD } from './signing-in.ts';
import { type TestStore, testServer } from './store.ts';

const CLEARED = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

/** What a journey's desk is opened with. */
export interface Opening {
  /** What Ann may do. */
  readonly roles?: readonly Role[];
  /** Hosts of this machine that sources may reach. */
  readonly hosts?: readonly string[];
  /** Where the key of the log lies; without it, the log is not verified. */
  readonly logFolder?: string;
  /** Milliseconds by which the desk is ahead of the browser. */
  readonly ahead?: () => number;
}

/** Opens desks by the clock of the browser, with an administrator and Ann, whose clearance is none; they close behind each test. */
export function peopleDesks() {
  const freshStore = testServer();
  const letIn = doors();
  return async ({
    roles = ['editor', 'analyst', 'inspector'],
    hosts = [],
    ahead = () => 0,
    logFolder,
  }: Opening = {}) => {
    const store = await freshStore();
    let gone = 0;
    const desk = { ...deskOn(store), now: () => Date.now() + ahead() + gone };
    const opened = { ...desk, logFolder, schemaVersion: 0, close: async () => undefined } as unknown as OpenDesk;
    const administrator = await named(
      store,
      'Root',
      await actorOf(store, CLEARED, ['administrator', 'editor', 'analyst']),
    );
    const second = await named(store, 'Second', await actorOf(store, CLEARED, ['editor']));
    const ann = await named(store, 'Ann', await actorOf(store, {}, roles));
    const address = await letIn({
      ...{ desk, sources: deskWork({ hosts }).forPeople(opened) },
      ...(logFolder !== undefined && { verifyLog: () => verifyDeskLog(opened) }),
    });
    const { secret } = await invitePerson(desk, administrator, ann.id);
    const goOn = (milliseconds: number): void => {
      gone += milliseconds;
    };
    /** Signs the log as it is now. */
    const sign = () => checkpointDeskLog(opened);
    return { store, desk, administrator, second, ann, address, secret, goOn, sign };
  };
}

export type PeopleDesk = Awaited<ReturnType<ReturnType<typeof peopleDesks>>>;

async function named(store: TestStore, name: string, actor: Actor): Promise<Actor> {
  await store.database.work.query('update vigie.reader set name = $2 where id = $1', [actor.id, name]);
  return actor;
}

/** Ann takes her password and comes in at a page of the desk. */
export async function comeIn({ desk, secret, address }: PeopleDesk, page: Page, path: string): Promise<void> {
  await acceptLink(desk, secret, { password: PASSWORD, client: CLIENT });
  await page.goto(`${address}${path}`);
  await signInHere(page);
}

export async function signInHere(page: Page): Promise<void> {
  await page.locator('input[autocomplete=username]').fill('ann');
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
}
