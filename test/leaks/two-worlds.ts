import { vi } from 'vitest';
import type { Actor } from '../../src/actions/actor.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { seeChanges } from '../../src/actions/follow-changes.ts';
import { judgeHit } from '../../src/actions/judge-hit.ts';
import { mergeStories } from '../../src/actions/merge-stories.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { splitStory } from '../../src/actions/split-story.ts';
import type { Label } from '../../src/markings/label.ts';
import { changesBound } from '../../src/store/changes.ts';
import { NOW, type TestStore } from '../support/store.ts';
import { beCareless, type CarelessLabels } from './careless.ts';
import { fill, type Ids } from './fill.ts';
import { LOW_ACTS, told } from './low-acts.ts';
import { type AskedApi, apiOf, askOverHttp } from './over-http.ts';
import { isReleased, releaseToLow } from './released-report.ts';
import {
  HIDDEN,
  type HiddenAct,
  type LowAct,
  labelOf,
  mayLowRead,
  NAMES,
  READABLE,
  type Scenario,
  type Stated,
  TEXTS,
} from './scenario.ts';
import { sentToLow } from './sent-to-low.ts';
import {
  deskOf,
  empty,
  idOf,
  PEOPLE,
  type Person,
  person,
  pick,
  STRANGE_LABEL,
  STRANGER,
  strange,
  writtenOrder,
} from './world.ts';

/** Acts of which the hidden part of the world must come out as it went in. */
const WRITING: readonly LowAct['act'][] = [
  ...(['receive-document', 'draft-order', 'amend-order', 'move-order', 'judge-hit', 'judge-hits'] as const),
  ...([
    'create-target',
    'change-target',
    'create-source',
    'change-source',
    'offer-task',
    'move-task',
    'file-note',
    'draft-report',
    'write-report',
    'move-report',
  ] as const),
  ...(['assign-hit', 'snooze-hit', 'undo-judgement'] as const),
  ...(['split-story', 'merge-stories', 'undo-story-change', 'judge-story', 'undo-judgements'] as const),
];

/**
 * Plays a scenario in two worlds that differ only in what the low reader may not read. Returns the first thing that
 * is wrong: the low reader was told something else, or wrote what it could not read back, or changed what is hidden.
 */
export async function wrongWith(
  stores: readonly [TestStore, TestStore],
  scenario: Scenario,
): Promise<string | undefined> {
  const telling = new Telling();
  // Both are over before the next scenario begins, whatever becomes of one.
  const plays = await Promise.allSettled(
    ([0, 1] as const).map((world) => play(stores[world], scenario, world, telling)),
  );
  for (const ended of plays) if (ended.status === 'rejected') throw ended.reason;
  return (
    plays.map((ended) => (ended as PromiseFulfilledResult<string | undefined>).value).find(Boolean) ?? telling.end()
  );
}

/** What the two worlds told, line by line: neither goes on once they differ. */
class Telling {
  readonly #lines: readonly [string[], string[]] = [[], []];
  difference: string | undefined;

  note(world: 0 | 1, line: string): void {
    const place = this.#lines[world].push(line) - 1;
    const other = this.#lines[1 - world]![place];
    if (other !== undefined && other !== line) this.#differ(place);
  }

  /** Returns the first difference, now that there is nothing more to come: one may have told more. */
  end(): string | undefined {
    const [one, other] = this.#lines;
    if (one.length !== other.length) this.#differ(Math.min(one.length, other.length));
    return this.difference;
  }

  #differ(place: number): void {
    const [one, other] = this.#lines;
    this.difference ??= `line ${place} of the script told a difference:\n${one[place]}\n${other[place]}`;
  }
}

/** Plays one world; returns what is wrong in it alone. */
async function play(store: TestStore, scenario: Scenario, world: 0 | 1, telling: Telling): Promise<string | undefined> {
  await empty(store);
  const playing = new Playing(store, scenario, await fill(store, scenario, world));
  await playing.enter(world);
  for (const [step, act] of scenario.script.entries()) {
    if (telling.difference !== undefined) return undefined;
    if (act.by === 'high') {
      if (act.worlds[world]) await playing.hidden(step, act);
      continue;
    }
    const before = WRITING.includes(act.act) ? await playing.fingerprint() : undefined;
    const line = `${step} ${act.by} ${act.act}: ${await playing.low(step, act)}`;
    telling.note(world, line);
    if (line.includes('{"failed":')) return `a fault: ${line}`;
    if (before !== undefined && before !== (await playing.fingerprint()))
      return `this changed what is hidden:\n${line}`;
  }
  for (const line of await playing.sent()) telling.note(world, line);
  return playing.writtenAbove();
}

function pickOr(known: readonly string[] | undefined, number: number): string {
  return known?.[number % known.length] ?? idOf('nothing', number);
}

class Playing {
  readonly #store: TestStore;
  readonly #scenario: Scenario;
  readonly #ids: Ids;
  readonly #actors = new Map<Person, Actor>();
  /** What low readers made, by noun. */
  readonly #own = new Map<string, string[]>();
  readonly #desks;
  #from = '0';
  readonly #apis = new Map<LowAct['by'], Promise<AskedApi>>();
  /** Whether the low reader may read what carries a label, by its id. */
  readonly #decided = new Map<number, boolean>();
  #labelled: readonly Labelled[] | undefined;

  constructor(store: TestStore, scenario: Scenario, ids: Ids) {
    this.#store = store;
    this.#scenario = scenario;
    this.#ids = ids;
    const drawn = (noun: string, id: string): void => {
      this.#own.set(noun, [...(this.#own.get(noun) ?? []), id]);
    };
    this.#desks = {
      low: deskOf(store, 'low', drawn),
      peer: deskOf(store, 'peer', drawn),
      high: deskOf(store, 'high', () => undefined),
      program: deskOf(store, 'program', () => undefined),
    };
  }

  async enter(world: 0 | 1): Promise<void> {
    this.#from = (await this.#store.database.work.query<{ id: string }>('select pg_current_xact_id()::text as id'))
      .rows[0]!.id;
    const { rows } = await this.#store.database.owner.query<Actor>(
      'select account.id, roles, clearance_id::text as "clearanceId" from vigie.account join vigie.reader using (id)',
    );
    for (const name of PEOPLE) this.#actors.set(name, rows.find(({ id }) => id === idOf('person', name))!);
    if (!this.#scenario.report.isReleased) return;
    const { desk, at } = this.#desks.high;
    at(-1);
    await releaseToLow(desk, this.#actors.get('high')!, this.#scenario, { world, ids: this.#ids });
  }

  low(step: number, act: LowAct): Promise<string> {
    const desk = this.#desks[act.by];
    desk.at(step);
    const actor = this.#actors.get(act.by)!;
    const { act: action } = act;
    if (action === 'be-careless') return told(async () => beCareless(desk.desk, actor, await this.#labels(act)));
    if (action === 'see-changes') {
      return told(async () => (await seeChanges(desk.desk, actor, await this.#changesFrom())).changes);
    }
    if (action === 'ask-over-http') {
      return told(async () => askOverHttp(await this.#api(act.by), act, (noun) => this.#refer(noun, act)));
    }
    return told(() => LOW_ACTS[action](desk.desk, actor, act, (noun) => this.#refer(noun, act)));
  }

  /** What the desk itself sends to the low reader once all is over: of copies and of new hits. */
  async sent(): Promise<readonly string[]> {
    // The ways to the low reader are opened with the release.
    if (!this.#scenario.report.isReleased) return [];
    await this.#changesFrom();
    this.#desks.program.at(0);
    return sentToLow(this.#desks.program.desk);
  }

  /**
   * Where the play began, once nothing of it can come any more: what runs in the other world holds the bound back, since the
   * two are of one server.
   */
  async #changesFrom(): Promise<string> {
    const { work } = this.#store.database;
    const { rows } = await work.query<{ id: string }>('select pg_current_xact_id()::text as id');
    await vi.waitUntil(async () => BigInt(await changesBound(work)) > BigInt(rows[0]!.id), {
      timeout: 10_000,
      interval: 2,
    });
    return this.#from;
  }

  #api(name: LowAct['by']): Promise<AskedApi> {
    const known = this.#apis.get(name) ?? apiOf(this.#desks[name].desk, this.#actors.get(name)!);
    this.#apis.set(name, known);
    return known;
  }

  async #labels({ label, words }: LowAct): Promise<CarelessLabels> {
    const idOfLabel = (one: Stated) => this.#store.labels.idOfLabel(labelOf(one), new Date(NOW));
    const above = await idOfLabel(pick(HIDDEN[this.#scenario.low]!, label));
    return { above, below: await idOfLabel(pick(READABLE[this.#scenario.low]!, words)) };
  }

  #refer(noun: string, { target: { of, number } }: LowAct): string {
    if (of === 'own') return pickOr(this.#own.get(noun), number);
    if (of === 'below' && noun === 'copy') return idOf('drawn', 'high', -1, 'copy', number % 2);
    if (of === 'above' && isReleased(noun)) return idOf('drawn', 'high', -1, noun, 0);
    if (of === 'above' && number % 2 === 0) return idOf('everything', noun);
    return pickOr(of === 'nothing' ? [] : this.#ids[noun as keyof Ids]?.[of], number);
  }

  async hidden(step: number, { act, label, words }: HiddenAct): Promise<void> {
    const { desk, at } = this.#desks.high;
    at(step);
    const actor = this.#actors.get('high')!;
    const stated = pick(HIDDEN[this.#scenario.low]!, label);
    const text = pick(TEXTS, words);
    const document = pick([...this.#ids.document.above, idOf('nothing')], words);
    const work = this.#store.database.work;
    if (act === 'receive') await told(() => receiveDocument(desk, actor, { ...stated, title: text, body: text }));
    if (act === 'draft') await told(() => draftOrder(desk, actor, writtenOrder(pick(NAMES, words), text, stated)));
    if (act === 'account')
      await strange(this.#store, (store) => person(store, `other ${step}`, { ...STRANGER, known: stated }));
    if (act === 'label') await strange(this.#store, (store) => store.labels.idOfLabel(STRANGE_LABEL, new Date(NOW)));
    if (act === 'judge') {
      const id = pick([...this.#ids.hit.above, idOf('nothing')], words);
      await told(() => judgeHit(desk, actor, { id, judgement: 'relevant' }));
    }
    // What is hidden may join what is hidden, and leave; what is open must not join it.
    const from = label % 2 === 0 ? document : pick(this.#ids.document.below, label);
    const into = pick([...this.#ids.document.above, document], label);
    if (act === 'merge') await told(() => mergeStories(desk, actor, { from, into }));
    if (act === 'split') await told(() => splitStory(desk, actor, [document]));
    if (act === 'delete') {
      await work.query('delete from vigie.hit_history using vigie.hit where hit_id = hit.id and document_id = $1', [
        document,
      ]);
      await work.query('delete from vigie.report_citation where document_id = $1', [document]);
      await work.query('delete from vigie.hit where document_id = $1', [document]);
      await work.query('delete from vigie.document where id = $1', [document]);
    }
    if (act === 'relabel') {
      const labelId = await this.#store.labels.idOfLabel(labelOf(stated), new Date(NOW));
      await work.query('update vigie.hit set document_label_id = $2 where document_id = $1', [document, labelId]);
      await work.query(
        'update vigie.hit_history set document_label_id = $2 from vigie.hit where hit_id = id and document_id = $1',
        [document, labelId],
      );
      await work.query(
        `update vigie.document set label_id = $2 where id = $1 and not exists
           (select from vigie.document other where other.content_hash = document.content_hash and other.label_id = $2)`,
        [document, labelId],
      );
    }
  }

  /** Everything that carries a label which the low reader may not read, in every table. */
  async fingerprint(): Promise<string> {
    this.#labelled ??= await labelledTables(this.#store);
    const hidden = this.#labelled.map(
      ({ table, labels }) =>
        `select one::text as one from ${table} one where not (${labels.map((label) => `${label} = any($1::int[])`).join(' and ')})`,
    );
    const { rows } = await this.#store.database.owner.query<{ hash: string }>({
      name: 'fingerprint',
      text: `select md5(coalesce(string_agg(one, '|' order by one), '')) as hash from (${hidden.join(' union all ')}) as everything`,
      values: [await this.#readable()],
    });
    return rows[0]!.hash;
  }

  /** Whatever low readers made must be for them to read. */
  async writtenAbove(): Promise<string | undefined> {
    const made = ['document', 'order', 'question', 'report'].flatMap((noun) => this.#own.get(noun) ?? []);
    const { rows } = await this.#store.database.owner.query<{ id: string }>(
      `select id from vigie.document where id = any($2::uuid[]) and not label_id = any($1::int[])
       union all select id from vigie.watch_order where id = any($2) and not label_id = any($1)
       union all select id from vigie.question where id = any($2) and not label_id = any($1)
       union all select id from vigie.report where id = any($2) and not label_id = any($1)`,
      [await this.#readable(), made],
    );
    return rows[0] && `A low reader wrote above itself: ${rows[0].id}`;
  }

  /** Of all labels that there are: what is joined of two that low readers may read has one of its own. */
  async #readable(): Promise<number[]> {
    const { rows } = await this.#store.database.owner.query<{ id: number } & Pick<Label, 'parts' | 'needToKnow'>>(
      'select id, parts, need_to_know as "needToKnow" from vigie.label where id <> all($1::int[]) order by id',
      [[...this.#decided.keys()]],
    );
    for (const { id, parts, needToKnow } of rows) {
      this.#decided.set(id, mayLowRead(this.#scenario.low, { parts, needToKnow, declassifyOn: 'never' }));
    }
    return [...this.#decided].flatMap(([id, isReadable]) => (isReadable ? [id] : []));
  }
}

interface Labelled {
  readonly table: string;
  readonly labels: readonly string[];
}

async function labelledTables({ database }: TestStore): Promise<readonly Labelled[]> {
  const { rows } = await database.owner.query<Labelled>(
    `select format('vigie.%I', c.relname) as table, array_agg(a.attname::text) as labels
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname ~ 'label_id$' and a.attnum > 0
     where c.relnamespace = 'vigie'::regnamespace and c.relkind = 'r' and c.relname <> 'readable' group by c.relname`,
  );
  return rows;
}
