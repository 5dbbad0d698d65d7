import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeskHealth } from '../actions/desk-health.ts';
import { listenForMachines } from './machine-status.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const WELL: DeskHealth = {
  counts: {
    ...{ openOrders: 2, watchedOrders: 2, questions: 5, pastDue: 1, documents: 10, hits: 4, newHits: 3 },
    ...{ waitingDocuments: 7, waitingSince: new Date(NOW - 90_000), quarantined: 6, problems: [] },
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

  it('is nothing else', async () => {
    expect((await asked('/', async () => WELL)).status).toBe(404);
  });
});
