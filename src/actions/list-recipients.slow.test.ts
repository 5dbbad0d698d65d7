import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { codeOf } from '../../test/support/signing-in.ts';
import { testServer } from '../../test/support/store.ts';
import { createGroup } from './create-group.ts';
import { createRecipient } from './create-recipient.ts';
import { listReaders } from './list-readers.ts';
import { listRecipients } from './list-recipients.ts';
import { addMember } from './set-member.ts';

const newStore = testServer();
const CLEARED = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

/** A bureau that is cleared, an agency that is not, and one of which nobody without a clearance knows. */
async function scene() {
  const store = await newStore();
  const desk = deskOn(store);
  const administrator = await actorOf(store, CLEARED, ['administrator']);
  const [editor, nobody] = [await actorOf(store, CLEARED), await actorOf(store, {})];
  const add = (name: string, clearance: object, marking: string) =>
    createRecipient(desk, administrator, { name, kind: 'body', clearance, scheme: 'us-capco', marking });
  const bureau = await add('Bureau', CLEARED, 'U');
  await add('Agency', {}, 'U');
  await add('Hidden', CLEARED, 'S//NF');
  return { store, desk, administrator, editor, nobody, bureau };
}

const U = { scheme: 'us-capco', marking: 'U' };
const SECRET = { scheme: 'us-capco', marking: 'S//NF' };

describe('recipients', () => {
  it('are those of whom the actor may know, by name, and the log says whom', async () => {
    const { store, desk, editor, nobody, bureau } = await scene();
    const names = async (actor: typeof editor) => (await listRecipients(desk, actor)).items.map(({ name }) => name);
    expect(await names(editor)).toEqual(['Agency', 'Bureau', 'Hidden']);
    expect(await names(nobody)).toEqual(['Agency', 'Bureau']);
    const entry = (await entriesOf(store)).find(({ action }) => action === 'recipient-list');
    expect(entry!.objects).toContainEqual({ noun: 'reader', id: bureau.id });
  });

  it('are listed apart from who is at the desk, for administrators all of them', async () => {
    const { desk, administrator, editor, nobody } = await scene();
    const names = async (actor: typeof editor, areRecipients?: boolean) =>
      (await listReaders(desk, actor, { areRecipients })).items.map(({ name }) => name);
    expect(await names(administrator, true)).toEqual(['Agency', 'Bureau', 'Hidden']);
    expect(await names(nobody, true)).toEqual(['Agency', 'Bureau']);
    const atDesk = await names(administrator, false);
    expect(atDesk).not.toContain('Bureau');
    expect((await names(administrator)).sort()).toEqual([...atDesk, 'Agency', 'Bureau', 'Hidden'].sort());
  });

  it('may have what their clearances let them have', async () => {
    const { desk, editor } = await scene();
    const { items: asked, isWhole } = await listRecipients(desk, editor, SECRET);
    expect(isWhole).toBe(true);
    expect(asked.map(({ name, mayHave }) => [name, mayHave])).toEqual([
      ['Agency', false],
      ['Bureau', true],
      ['Hidden', true],
    ]);
  });

  it('tell nothing to who may not read the marking, nor of a group of which the actor does not know', async () => {
    const { desk, administrator, editor, nobody, bureau } = await scene();
    expect(await codeOf(listRecipients(desk, nobody, SECRET))).toBe('action-above-clearance');
    const described = { title: 'x', purpose: 'x', scheme: 'us-capco' };
    const open = await createGroup(desk, administrator, { ...described, name: 'open', marking: 'U' });
    const hidden = await createGroup(desk, administrator, { ...described, name: 'hidden', marking: 'S//NF' });
    for (const { id } of [open, hidden]) {
      await addMember(desk, administrator, { groupId: id, readerId: bureau.id });
      for (const reader of [editor, nobody]) await addMember(desk, administrator, { groupId: id, readerId: reader.id });
    }
    const has = async (group: string) => {
      const { items: all } = await listRecipients(desk, nobody, { ...U, needToKnow: [[group]] });
      return all.filter(({ mayHave }) => mayHave).map(({ name }) => name);
    };
    expect(await has('open')).toEqual(['Bureau']);
    expect(await has('hidden')).toEqual([]);
  });
});
