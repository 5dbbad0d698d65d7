// The analysts of bench/load.ts, in a thread of their own.
import { randomUUID } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { seededNumbers } from './seeded-numbers.ts';

export interface AnalystsTask {
  readonly address: string;
  readonly sessions: readonly string[];
  readonly seconds: number;
  readonly words: readonly string[];
}

/** How long an answer was waited for, until its last byte. */
export interface Waited {
  readonly kind: string;
  readonly milliseconds: number;
  readonly status: number;
}

/** Milliseconds between two requests of one analyst, on average. */
const READING = 1_000;

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Asked {
  readonly method?: 'POST';
  readonly body?: unknown;
}

interface Listed {
  readonly items: readonly { readonly id: string; readonly documentId?: string }[];
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** One analyst, who works on what the lists gave last. */
class Analyst {
  readonly #task: AnalystsTask;
  readonly #headers: Record<string, string>;
  readonly #draw: (below: number) => number;
  readonly #waited: Waited[];
  #hits: Listed['items'] = [];
  #orders: Listed['items'] = [];

  constructor(task: AnalystsTask, { session, seed, waited }: { session: string; seed: number; waited: Waited[] }) {
    this.#task = task;
    this.#headers = { cookie: `vigie-session=${session}`, 'sec-fetch-site': 'same-origin' };
    this.#draw = seededNumbers(seed);
    this.#waited = waited;
  }

  async work(until: number): Promise<void> {
    const following = this.#follow();
    await pause(this.#draw(READING));
    while (performance.now() < until) {
      await this.#once();
      await pause(-Math.log(1 - this.#draw(1_000) / 1_000) * READING);
    }
    following.destroy();
  }

  /** Hears of what changes, as a page does that is open. */
  #follow() {
    const following = request(`${this.#task.address}/api/events`, { headers: this.#headers });
    following.on('response', (answer) => answer.on('error', () => undefined).resume());
    following.on('error', () => undefined);
    following.end();
    return following;
  }

  async #once(): Promise<void> {
    if (this.#orders.length === 0) this.#orders = await this.#list('list orders', '/orders?status=open&most=200');
    if (this.#hits.length === 0) return this.#queue();
    const way = this.#draw(100);
    const hit = this.#hits[this.#draw(this.#hits.length)]!;
    const order = this.#orders[this.#draw(this.#orders.length)]!;
    if (way < 20) return this.#queue();
    if (way < 28)
      await this.#list('list best hits', `/hits?judgement=new&snoozed=false&order=best&orderId=${order.id}&most=100`);
    else if (way < 53) await this.#ask('read a hit', `/hits/${hit.id}`);
    else if (way < 68) await this.#judge(hit.id);
    else if (way < 73) await this.#ask('read an order', `/orders/${order.id}`);
    else if (way < 77) await this.#ask('count hits', `/orders/${order.id}/hit-counts`);
    else if (way < 84) await this.#search();
    else if (way < 92) await this.#ask('read a document', `/documents/${hit.documentId}`);
    else if (way < 96) await this.#ask('read a story', `/documents/${hit.documentId}/story`);
    else await this.#ask('list documents', '/documents?most=50');
  }

  async #queue(): Promise<void> {
    const order = this.#orders[this.#draw(this.#orders.length)]!;
    const of = this.#draw(2) === 0 ? '' : `&orderId=${order.id}`;
    this.#hits = await this.#list('list newest hits', `/hits?judgement=new&snoozed=false&most=100${of}`);
  }

  async #judge(id: string): Promise<void> {
    const judgement = this.#draw(3) === 0 ? 'relevant' : 'not-relevant';
    await this.#ask('judge a hit', '/hits/judgements', { method: 'POST', body: { ids: [id], judgement } });
    this.#hits = this.#hits.filter((hit) => hit.id !== id);
  }

  async #search(): Promise<void> {
    const { words } = this.#task;
    const expression = `${words[this.#draw(words.length)]} AND ${words[this.#draw(words.length)]}`;
    await this.#ask('search', '/documents/search', { method: 'POST', body: { expression, language: 'en' } });
  }

  async #list(kind: string, path: string): Promise<Listed['items']> {
    const { status, body } = await this.#ask(kind, path);
    return status === 200 ? (JSON.parse(body) as Listed).items : [];
  }

  async #ask(kind: string, path: string, asked: Asked = {}): Promise<Answer> {
    const start = performance.now();
    const answer = await this.#send(path, asked);
    this.#waited.push({ kind, milliseconds: performance.now() - start, status: answer.status });
    return answer;
  }

  #send(path: string, { method, body }: Asked): Promise<Answer> {
    const writing = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const headers = { ...this.#headers, ...(body !== undefined && writing) };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.#task.address}/api${path}`, { agent, method: method ?? 'GET', headers }, (answer) =>
        textOf(answer).then((text) => resolve({ status: answer.statusCode ?? 0, body: text }), reject),
      );
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

const task = workerData as AnalystsTask;
const waited: Waited[] = [];
const until = performance.now() + task.seconds * 1_000;
await Promise.all(
  task.sessions.map((session, seed) => new Analyst(task, { session, seed: seed + 1, waited }).work(until)),
);
agent.destroy();
parentPort!.postMessage(waited);
