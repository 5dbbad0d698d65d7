import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeskHealth } from '../actions/desk-health.ts';
import { listenForMachines } from './machine-status.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const WELL: DeskHealth = {
  counts: {
    ...{ openOrders: 2, watchedOrders: 2, questions: 5, pastDue: 1, documents: 10, hits: 4, newHits: 3 },
    ...{ waitingDocuments: 7, waitingSince: new Date(NOW - 90_000), quarantined: 6, problems: [] },
    ...{ deliveriesWaiting: 0, deliveriesFailed: 0, deliveriesUnknown: 0, deliveriesBounced: 0 },
  },
  sources: [],
  backFills: [],
  silentOrders: [],
  idle: [],
  isStalled: false,
};

async function asked(path: string, health: () => Promise<DeskHealth>) {
  const machine = await listenForMachines(0, health, () => NOW);
  onTestFinished(() => machine.close());
  const response = await fetch(machine.address + path);
  return { status: response.status, body: await response.text() };
}

describe('what machines are told', () => {
  it('is health as JSON, and whether anything alarms', async () => {
    const well = await asked('/health', async () => WELL);
    expect(well.status).toBe(200);
    expect(JSON.parse(well.body)).toMatchObject({ status: 'well', documents: 10, waitingDocuments: 7 });
    const behind = await asked('/health', async () => ({ ...WELL, counts: { ...WELL.counts, watchedOrders: 1 } }));
    expect(behind).toMatchObject({ status: 503 });
    const silent = await asked('/health', async () => ({ ...WELL, silentOrders: [{ orderId: 'x', name: 'secret' }] }));
    expect(silent).toMatchObject({ status: 503 });
    expect(silent.body).not.toContain('secret');
    const stalled = await asked('/health', async () => ({ ...WELL, idle: ['match'], isStalled: true }));
    expect(stalled).toMatchObject({ status: 503 });
    expect(JSON.parse(stalled.body)).toMatchObject({ status: 'alarming', idle: ['match'] });
    const gone = await asked('/health', () => Promise.reject(new Error('secret')));
    expect(gone).toEqual({ status: 503, body: '{"status":"unreachable"}' });
  });

  it('is metrics in the format of Prometheus', async () => {
    const { status, body } = await asked('/metrics', async () => WELL);
    expect(status).toBe(200);
    expect(body).toContain('# TYPE vigie_documents_waiting gauge\nvigie_documents_waiting 7');
    expect(body).toContain('vigie_document_waiting_seconds 90\n');
    expect(body).toContain('vigie_sources{health="broken"} 0');
    expect(body).toContain('vigie_duty_idle{duty="match"} 0');
    const idle = await asked('/metrics', async () => ({ ...WELL, idle: ['match'] }));
    expect(idle.body).toContain('vigie_duty_idle{duty="match"} 1');
    expect(idle.body).toContain('vigie_duty_idle{duty="tend"} 0');
  });

  it('is told to whoever asks by the name of the loopback, and to nobody else', async () => {
    const machine = await listenForMachines(
      0,
      async () => WELL,
      () => NOW,
    );
    onTestFinished(() => machine.close());
    const asks = (host: string, method = 'GET') =>
      new Promise<number | undefined>((done, failed) => {
        const asking = request(`${machine.address}/health`, { headers: { host }, method }, (response) => {
          response.resume().once('end', () => done(response.statusCode));
        });
        asking.once('error', failed).end();
      });
    for (const host of ['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST:9464', '127.0.0.1:1', '[::1]:65535']) {
      expect(await asks(host)).toBe(200);
    }
    const others = [
      'evil.example',
      'evil.example:9464',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'x@localhost',
    ];
    for (const host of others) expect(await asks(host)).toBe(403);
    expect(await asks('localhost', 'HEAD')).toBe(200);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect(await asks('localhost', method)).toBe(405);
  });

  it('is asked of the desk once at a time, and kept for five seconds', async () => {
    let [asked, now] = [0, NOW];
    const waiting: ((health: DeskHealth) => void)[] = [];
    const health = (): Promise<DeskHealth> => {
      asked++;
      return new Promise((done) => waiting.push(done));
    };
    const machine = await listenForMachines(0, health, () => now);
    onTestFinished(() => machine.close());
    const ask = async (path: string) => (await fetch(machine.address + path)).status;
    const many = Promise.all(['/health', '/metrics', '/health', '/metrics'].map(ask));
    await expect.poll(() => waiting.length).toBe(1);
    await new Promise((done) => setTimeout(done, 50));
    waiting.pop()!(WELL);
    expect(await many).toEqual([200, 200, 200, 200]);
    now += 4999;
    expect([await ask('/metrics'), asked]).toEqual([200, 1]);
    now += 1;
    const later = ask('/health');
    await expect.poll(() => waiting.length).toBe(1);
    waiting.pop()!({ ...WELL, isStalled: true });
    expect([await later, asked]).toEqual([503, 2]);
  });

  it('is asked of the desk again where that failed', async () => {
    let asked = 0;
    const machine = await listenForMachines(
      0,
      async () => {
        if (asked++ === 0) throw new Error('gone');
        return WELL;
      },
      () => NOW,
    );
    onTestFinished(() => machine.close());
    expect((await fetch(`${machine.address}/health`)).status).toBe(503);
    expect((await fetch(`${machine.address}/health`)).status).toBe(200);
  });

  it('is refused on a port that is taken', async () => {
    const first = await listenForMachines(
      0,
      async () => WELL,
      () => NOW,
    );
    onTestFinished(() => first.close());
    const again = listenForMachines(
      Number(new URL(first.address).port),
      async () => WELL,
      () => NOW,
    );
    await expect(again).rejects.toMatchObject({ kind: 'conflict', code: 'port-taken' });
  });

  it('is nothing else', async () => {
    expect((await asked('/', async () => WELL)).status).toBe(404);
  });
});
