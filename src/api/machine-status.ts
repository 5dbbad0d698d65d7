import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gauge, Registry } from 'prom-client';
import type { DeskHealth } from '../actions/desk-health.ts';
import { Refusal } from '../errors.ts';
import { KeptAnswer } from './kept-answer.ts';

/** A server of the loopback that tells machines how the desk does. */
export interface MachineStatus {
  /** Such as `http://127.0.0.1:9464`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Answers `/health` with JSON (200 where the desk can be asked and nothing alarms, else 503) and `/metrics` in the text format
 * of Prometheus, on the loopback alone: counts of all there is, whatever its marking, are for whoever runs the machine. Names
 * of orders and sources are told to neither. The desk is asked once in five seconds at most.
 *
 * A page of the web could have its own name lead here, and read what it is told: whoever asks by another name than that of
 * the loopback is told nothing. Refused with `port-taken` where somebody else listens there.
 */
export async function listenForMachines(
  port: number,
  health: () => Promise<DeskHealth>,
  now: () => number,
): Promise<MachineStatus> {
  const kept = new KeptAnswer(health, now, KEPT_FOR);
  const server = createServer((request, response) => {
    const reply = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', allow: 'GET, HEAD' }).end(body);
    };
    answer(request, () => kept.get(), now).then(
      ({ status, type, body }) => reply(status, type, body),
      () => reply(503, 'application/json', JSON.stringify({ status: 'unreachable' })),
    );
  });
  await new Promise<void>((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => failed(error.code === 'EADDRINUSE' ? taken(port) : error));
    server.listen(port, '127.0.0.1', done);
  });
  const { port: chosen } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${chosen}`, close: () => closed(server) };
}

function taken(port: number): Refusal {
  const message = `Another program listens on port ${port} of this machine; --port takes any other, and 0 any that is free.`;
  return new Refusal('conflict', 'port-taken', message);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const KEPT_FOR = 5000;
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

async function answer(
  { url = '/', method = '', headers }: IncomingMessage,
  health: () => Promise<DeskHealth>,
  now: () => number,
): Promise<Answer> {
  const plain = (status: number, body: string): Answer => ({ status, type: 'text/plain', body });
  if (!LOOPBACK.test(headers.host ?? '')) return plain(403, 'This is told by the name of the loopback alone.\n');
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'This can be read only.\n');
  const path = url.split('?', 1)[0];
  if (path === '/metrics') return metrics(await health(), now());
  if (path === '/health') return healthOf(await health());
  return plain(404, 'There are /health and /metrics.\n');
}

function healthOf({ counts, sources, silentOrders, idle, isStalled }: DeskHealth): Answer {
  const alarming = sources.filter(({ isAlarming }) => isAlarming).length;
  const isWell =
    !isStalled &&
    alarming + silentOrders.length + counts.problems.length === 0 &&
    counts.watchedOrders === counts.openOrders;
  const { problems, ...numbers } = counts;
  const body = {
    status: isWell ? 'well' : 'alarming',
    alarmingSources: alarming,
    unusable: problems.length,
    idle,
    ...numbers,
  };
  return { status: isWell ? 200 : 503, type: 'application/json', body: JSON.stringify(body) };
}

const DUTIES: Readonly<Record<DeskHealth['idle'][number], true>> = {
  collect: true,
  match: true,
  gather: true,
  tend: true,
  rank: true,
  deliver: true,
  notify: true,
};
const HEALTHS = ['new', 'fresh', 'quiet', 'empty', 'broken'] as const;

async function metrics(health: DeskHealth, now: number): Promise<Answer> {
  const registry = new Registry();
  addCounts(registry, health, now);
  const byDuty = new Gauge({
    name: 'vigie_duty_idle',
    help: 'Duties that no process has: 1.',
    labelNames: ['duty'],
    registers: [registry],
  });
  for (const duty of Object.keys(DUTIES)) byDuty.set({ duty }, health.idle.some((idle) => idle === duty) ? 1 : 0);
  const byHealth = new Gauge({
    name: 'vigie_sources',
    help: 'Sources by how they do.',
    labelNames: ['health'],
    registers: [registry],
  });
  for (const one of HEALTHS) {
    byHealth.set({ health: one }, health.sources.filter(({ state }) => state.health === one).length);
  }
  return { status: 200, type: registry.contentType, body: await registry.metrics() };
}

function addCounts(registry: Registry, { counts, backFills, silentOrders }: DeskHealth, now: number): void {
  const gauge = (name: string, help: string, value: number): void => {
    new Gauge({ name: `vigie_${name}`, help, registers: [registry] }).set(value);
  };
  gauge('orders_open', 'Orders that are open.', counts.openOrders);
  gauge('orders_watched', 'Open orders that documents are held against.', counts.watchedOrders);
  gauge('orders_silent', 'Open orders for which nothing comes.', silentOrders.length);
  gauge('questions', 'Questions of open orders.', counts.questions);
  gauge('questions_past_due', 'Questions of open orders whose latest time of value is over.', counts.pastDue);
  gauge('questions_unusable', 'Expressions that cannot be used.', counts.problems.length);
  gauge('documents', 'Documents that are kept.', counts.documents);
  gauge('documents_waiting', 'Documents that were not held against the questions yet.', counts.waitingDocuments);
  const waited = counts.waitingSince === null ? 0 : Math.max(0, (now - counts.waitingSince.getTime()) / 1000);
  gauge('document_waiting_seconds', 'For how long the oldest of them has waited; 0 where none does.', waited);
  gauge('hits', 'Hits that are kept.', counts.hits);
  gauge('hits_new', 'Hits that nobody judged.', counts.newHits);
  gauge('quarantined', 'Items that could not be read or matched.', counts.quarantined);
  const running = backFills.filter(({ state }) => state === 'running' || state === 'waiting').length;
  gauge('deliveries_waiting', 'Copies and notices that wait to be sent.', counts.deliveriesWaiting);
  gauge('deliveries_failed', 'Copies and notices that were given up.', counts.deliveriesFailed);
  gauge(
    'deliveries_unknown',
    'Copies and notices that were sent, and of which the answer was lost.',
    counts.deliveriesUnknown,
  );
  gauge('deliveries_bounced', 'Mails that came back.', counts.deliveriesBounced);
  gauge('back_fills_running', 'Runs of orders over the archive that are not over.', running);
}
