import type { Page } from 'playwright-core';
import { acceptLink } from '../../src/actions/accept-link.ts';
import type { Actor } from '../../src/actions/actor.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { invitePerson } from '../../src/actions/make-link.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import type { ApiOptions } from '../../src/api/server.ts';
import { actorOf, addHit, deskOn, writtenOrder } from './desk.ts';
import { doors } from './doors.ts';
import { CLIENT, PASSWORD } from './signing-in.ts';
import type { TestStore } from './store.ts';

const CLEARED = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
/** Returns what makes desks with pages to be looked at, which are closed behind each test. */
export function shifts(freshStore: () => Promise<TestStore>): (more?: Partial<ApiOptions>) => Promise<Shift> {
  const letIn = doors();
  return async (more = {}) => {
    const made = await shift(await freshStore());
    return { ...made, address: await letIn({ desk: made.desk, ...more }) };
  };
}

/** A desk by the clock of the browser, with an order and three hits; Ann may read two of their documents. */
async function shift(store: TestStore) {
  const desk = { ...deskOn(store), now: () => Date.now() };
  const administrator = await actorOf(store, CLEARED, ['administrator', 'editor', 'analyst']);
  const ann = await named(store, 'Ann', await actorOf(store, {}, ['editor', 'analyst', 'inspector']));
  const { order: written, ...place } = writtenOrder('Growth of the harbour', 'U');
  const expressions = [{ language: 'en', source: 'harbour' }];
  const questions = written.questions.map((question) => ({ ...question, expressions }));
  const order = await draftOrder(desk, administrator, { ...place, order: { ...written, questions } });
  const hits: string[] = [];
  for (const [title, marking] of [
    ['The harbour grows', 'U'],
    ['The harbour is sold', 'U'],
    ['The harbour has a secret', 'S//NF'],
  ] as const) {
    const document = { title, body: `${title}. It was said on Friday.`, scheme: 'us-capco', marking, language: 'en' };
    const { id } = await receiveDocument(desk, administrator, document);
    hits.push(await addHit(store, { orderId: order.id, documentId: id, minutes: hits.length }));
  }
  const { secret } = await invitePerson(desk, administrator, ann.id);
  return { store, desk, administrator, ann, order, hits, secret };
}

async function named(store: TestStore, name: string, actor: Actor): Promise<Actor> {
  await store.database.work.query('update vigie.reader set name = $2 where id = $1', [actor.id, name]);
  return actor;
}

export type Shift = Awaited<ReturnType<typeof shift>> & { readonly address: string };

/** Ann with a password, at the page where one signs in. */
export async function signedIn(shift: Shift, page: Page, path = '/triage'): Promise<void> {
  await signedInAs(shift, page, { name: 'ann', secret: shift.secret, path });
}

/** Another analyst who may read what Ann may, signed in. */
export async function signedInBeside(
  shift: Shift,
  page: Page,
  { name, path = '/triage' }: { name: string; path?: string },
) {
  const actor = await named(shift.store, name, await actorOf(shift.store, {}, ['analyst']));
  const { secret } = await invitePerson(shift.desk, shift.administrator, actor.id);
  await signedInAs(shift, page, { name, secret, path });
  return actor;
}

interface Comer {
  readonly name: string;
  readonly secret: string;
  readonly path: string;
}

async function signedInAs({ desk, address }: Shift, page: Page, { name, secret, path }: Comer): Promise<void> {
  await acceptLink(desk, secret, { password: PASSWORD, client: CLIENT });
  await page.goto(`${address}${path}`);
  await page.locator('input[autocomplete^=username]').fill(name);
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

/** The lines of the queue. */
export const lines = (page: Page) => page.locator('li[data-index]');
