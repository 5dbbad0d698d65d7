import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { gatherAll } from '../../test/support/ranking.ts';
import { type TestStore, testServer, uuid } from '../../test/support/store.ts';
import type { Actor } from './actor.ts';
import { listStoryChanges } from './list-story-changes.ts';
import { mergeStories } from './merge-stories.ts';
import { readStory } from './read-story.ts';
import { receiveDocument } from './receive-document.ts';
import { splitStory } from './split-story.ts';
import { undoStoryChange } from './undo-story-change.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const HARBOUR = `The minister of transport signed the contract for the new harbour on Tuesday after two years of talks with three firms,
  and the work on the quays and the cranes is to begin before the summer of next year if the council of the city agrees to it.`;
const ELECTION = `Nine candidates stand for the first round of the election that the country holds in spring, and the court has published
  the list of those whose sponsors it found to be enough in number and to come from as many departments as the law demands.`;

async function scene() {
  const store = await newStore();
  return { store, desk: deskOn(store), analyst: await actorOf(store, ANALYST), nobody: await actorOf(store, {}) };
}

type Scene = Awaited<ReturnType<typeof scene>>;

/** Brings a text; `minutes` after the first one. */
async function bring({ desk, analyst }: Scene, body: string, minutes: number, marking = 'U'): Promise<string> {
  const at = { ...desk, now: () => desk.now() + minutes * 60_000 };
  const title = `${marking} ${minutes}`;
  return (await receiveDocument(at, analyst, { title, body, scheme: 'us-capco', marking })).id;
}

/** Three texts on one thing, two on another, gathered. */
async function gathered(scenery: Scene) {
  const harbour = [
    await bring(scenery, HARBOUR, 0),
    await bring(scenery, HARBOUR, 1),
    await bring(scenery, HARBOUR, 2),
  ];
  const election = [await bring(scenery, ELECTION, 3), await bring(scenery, ELECTION, 4)];
  await gatherAll(scenery.desk);
  return { harbour, election };
}

async function members({ desk }: Scene, actor: Actor, id: string): Promise<string[]> {
  return (await readStory(desk, actor, id)).map(({ documentId }) => documentId);
}

async function partition({ database }: TestStore): Promise<readonly object[]> {
  const { rows } = await database.owner.query<object>(
    'select document_id, story_id, joined_by, joined_at from vigie.story_member order by document_id',
  );
  return rows;
}

function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.catch(({ kind, code, message }) => ({ kind, code, message }));
}

describe('a story', () => {
  it('is split, and the program keeps apart what a person took apart', async () => {
    const world = await scene();
    const { store, desk, analyst, nobody } = world;
    const { harbour } = await gathered(world);
    const [first, second, third] = harbour as [string, string, string];
    expect(await members(world, nobody, first)).toEqual(harbour);
    const { changeId, documentIds } = await splitStory(desk, nobody, [third, second]);
    expect(documentIds).toEqual([second, third]);
    expect(await members(world, analyst, first)).toEqual([first]);
    expect(await members(world, analyst, third)).toEqual([second, third]);
    expect(await listStoryChanges(desk, analyst, second)).toMatchObject([
      { id: changeId, kind: 'split', actorId: nobody.id, documentIds: [second, third].sort() },
    ]);
    expect(await listStoryChanges(desk, analyst, first)).toEqual([]);
    const entry = (await entriesOf(store)).find(({ action }) => action === 'story-split')!;
    expect(entry.objects.map(({ id }) => id).sort()).toEqual([second, third].sort());
    expect(entry.labels).toHaveLength(1);
    // All are followed once more, as after a copy was read back.
    await store.database.owner.query("delete from vigie.follower where name = 'gather'");
    await gatherAll(desk);
    expect(await members(world, analyst, first)).toEqual([first]);
  });

  it('takes in what comes later where the text that is most alike was put by a person', async () => {
    const world = await scene();
    const changed = HARBOUR.replace('Tuesday', 'Monday');
    const [early, late] = [await bring(world, HARBOUR, 0), await bring(world, changed, 1)];
    await gatherAll(world.desk);
    expect(await members(world, world.nobody, early)).toEqual([early, late]);
    await splitStory(world.desk, world.nobody, [late]);
    const [likeEarly, likeLate] = [await bring(world, `${HARBOUR}\n`, 2), await bring(world, `${changed}\n`, 3)];
    await gatherAll(world.desk);
    expect(await members(world, world.nobody, early)).toEqual([early, likeEarly]);
    expect(await members(world, world.nobody, late)).toEqual([late, likeLate]);
  });

  it('joins another one as far as the actor may read it, and learns nobody of what is hidden', async () => {
    const world = await scene();
    const { desk, analyst, nobody } = world;
    const { harbour, election } = await gathered(world);
    const hidden = await bring(world, HARBOUR, 5, 'S//NF');
    await gatherAll(desk);
    expect(await members(world, analyst, hidden)).toEqual([...harbour, hidden]);
    const { documentIds } = await mergeStories(desk, nobody, { from: harbour[1]!, into: election[0]! });
    expect(documentIds).toEqual(harbour);
    expect(await members(world, nobody, election[0]!)).toEqual([...harbour, ...election]);
    expect(await members(world, analyst, hidden)).toEqual([hidden]);
    // What is open does not join what is hidden, nor is it taken out from beside that alone.
    await expect(mergeStories(desk, analyst, { from: harbour[0]!, into: hidden })).rejects.toMatchObject({
      code: 'story-above',
    });
    await mergeStories(desk, analyst, { from: hidden, into: harbour[0]! });
    await expect(splitStory(desk, analyst, [...harbour, ...election])).rejects.toMatchObject({ code: 'story-above' });
    const before = await members(world, nobody, harbour[0]!);
    const { changeId } = await splitStory(desk, analyst, [hidden, harbour[2]!]);
    expect(await members(world, nobody, harbour[0]!)).toEqual(before.filter((id) => id !== harbour[2]));
    // Half of it is there for who may read half of it.
    expect((await listStoryChanges(desk, nobody, harbour[2]!))[0]).toMatchObject({ documentIds: [harbour[2]] });
    expect((await undoStoryChange(desk, nobody, changeId)).documentIds).toEqual([harbour[2]]);
    expect(await members(world, nobody, harbour[0]!)).toEqual(before);
    expect(await members(world, analyst, hidden)).toEqual([hidden]);
    expect((await undoStoryChange(desk, analyst, changeId)).documentIds).toEqual([hidden]);
    expect(await members(world, analyst, hidden)).toEqual([...before, hidden]);
  });

  it('that one may not read is not found, whatever is to be done with it', async () => {
    const world = await scene();
    const { desk, analyst, nobody } = world;
    const { harbour } = await gathered(world);
    const hidden = [await bring(world, HARBOUR, 5, 'S//NF'), await bring(world, ELECTION, 6, 'S//NF')];
    await gatherAll(desk);
    const { changeId } = await splitStory(desk, analyst, [hidden[0]!]);
    const acts: readonly ((id: string) => Promise<unknown>)[] = [
      (id) => splitStory(desk, nobody, [id]),
      (id) => splitStory(desk, nobody, [harbour[0]!, id]),
      (id) => mergeStories(desk, nobody, { from: id, into: harbour[0]! }),
      (id) => mergeStories(desk, nobody, { from: harbour[0]!, into: id }),
      (id) => listStoryChanges(desk, nobody, id),
    ];
    for (const act of acts) {
      const told = await Promise.all([...hidden, uuid(), 'x'].map((id) => refusal(act(id))));
      expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(told[0]).toMatchObject({ code: 'document-not-found' });
    }
    const told = await Promise.all([changeId, uuid(), 'x'].map((id) => refusal(undoStoryChange(desk, nobody, id))));
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]).toMatchObject({ code: 'story-change-not-found' });
  });

  it('refuses what makes no sense, with the reason', async () => {
    const world = await scene();
    const { desk, nobody } = world;
    const { harbour, election } = await gathered(world);
    const late = await bring(world, 'Not gathered yet.', 9);
    const code = async (work: Promise<unknown>): Promise<unknown> => ((await refusal(work)) as { code: string }).code;
    expect(await code(splitStory(desk, nobody, harbour))).toBe('story-alone');
    expect(await code(splitStory(desk, nobody, [harbour[0]!, election[0]!]))).toBe('story-apart');
    expect(await code(splitStory(desk, nobody, []))).toBe('story-too-many');
    expect(await code(splitStory(desk, nobody, Array.from({ length: 201 }, uuid)))).toBe('story-too-many');
    expect(await code(splitStory(desk, nobody, [late]))).toBe('story-not-gathered');
    expect(await code(mergeStories(desk, nobody, { from: harbour[0]!, into: harbour[1]! }))).toBe('story-one');
    const first = await splitStory(desk, nobody, [harbour[2]!]);
    await mergeStories(desk, nobody, { from: harbour[2]!, into: election[0]! });
    expect(await code(undoStoryChange(desk, nobody, first.changeId))).toBe('story-moved');
  });
});

describe('undoing', () => {
  it('leaves each document where it was before, whatever was done and in which order', async () => {
    const world = await scene();
    const { store, desk, nobody } = world;
    const { harbour, election } = await gathered(world);
    const documents = [...harbour, ...election];
    const pick = fc.nat(documents.length - 1);
    const deed = fc.oneof(
      fc.record({ from: pick, into: pick }),
      fc.record({ split: fc.uniqueArray(pick, { minLength: 1, maxLength: 3 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 5 }), async (deeds) => {
        const states = [await partition(store)];
        const changes: string[] = [];
        for (const one of deeds) {
          const done =
            'split' in one
              ? splitStory(
                  desk,
                  nobody,
                  one.split.map((index) => documents[index]!),
                )
              : mergeStories(desk, nobody, { from: documents[one.from]!, into: documents[one.into]! });
          const changed = await done.catch(() => undefined);
          if (!changed) continue;
          changes.push(changed.changeId);
          states.push(await partition(store));
        }
        while (changes.length > 0) {
          expect(await partition(store)).toEqual(states.pop());
          const changeId = changes.pop()!;
          await undoStoryChange(desk, nobody, changeId);
          await expect(undoStoryChange(desk, nobody, changeId)).rejects.toMatchObject({
            code: 'story-nothing-to-undo',
          });
        }
        expect(await partition(store)).toEqual(states.pop());
      }),
      { numRuns: 15 },
    );
  });
});
