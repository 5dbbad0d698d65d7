import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const [owner, app, work] = ['postgres://o@h/d', 'postgres://a@h/d', 'postgres://w@h/d'];

describe('settings', () => {
  it('are none where nothing is set, or nothing but empty texts', () => {
    expect(readSettings({})).toEqual({});
    expect(readSettings({ DATABASE_URL: '', DATABASE_URL_APP: '', VIGIE_PG_BIN: '', VIGIE_DATA: '' })).toEqual({});
  });

  it('are read by their names', () => {
    const environment = {
      DATABASE_URL: owner,
      VIGIE_PG_BIN: '/usr/lib/postgresql/18/bin',
      VIGIE_DATA: '/data',
      VIGIE_CREDENTIALS: '/data/credentials.yaml',
      HOME: '/',
    };
    expect(readSettings(environment)).toEqual({
      databaseUrl: owner,
      pgBin: '/usr/lib/postgresql/18/bin',
      dataFolder: '/data',
      credentials: '/data/credentials.yaml',
    });
  });

  it('say where people find the desk, and nothing behind that', () => {
    expect(readSettings({ VIGIE_ORIGIN: 'https://desk.example.org' }).origin?.host).toBe('desk.example.org');
    for (const text of [
      'desk.example.org',
      'ftp://desk.example.org',
      'https://desk.example.org/vigie',
      'https://a@desk.example.org',
    ]) {
      expect(() => readSettings({ VIGIE_ORIGIN: text })).toThrow('VIGIE_ORIGIN');
    }
  });

  it('name another house that says who people are, whole or not at all', () => {
    const whole = { VIGIE_OIDC_ISSUER: 'https://id.example', VIGIE_OIDC_CLIENT: 'vigie', VIGIE_OIDC_SECRET: 's' };
    expect(readSettings(whole).identities).toEqual({
      ...{ issuer: 'https://id.example', client: 'vigie', secret: 's', name: 'id.example' },
    });
    expect(readSettings({ ...whole, VIGIE_OIDC_NAME: 'Ours' }).identities?.name).toBe('Ours');
    for (const wrong of [
      { ...whole, VIGIE_OIDC_SECRET: '' },
      { VIGIE_OIDC_CLIENT: 'vigie' },
      { ...whole, VIGIE_OIDC_ISSUER: 'http://id.example' },
      { ...whole, VIGIE_OIDC_ISSUER: 'id' },
    ]) {
      expect(() => readSettings(wrong)).toThrow(expect.objectContaining({ code: 'settings-identity' }));
    }
  });

  it('take one URL for each role', () => {
    const environment = { DATABASE_URL_OWNER: owner, DATABASE_URL_APP: app, DATABASE_URL_WORK: work };
    expect(readSettings(environment)).toEqual({ databaseUrl: { owner, app, work } });
  });

  it.each([
    { DATABASE_URL_OWNER: owner },
    { DATABASE_URL_OWNER: owner, DATABASE_URL_APP: app, DATABASE_URL_WORK: '' },
    { DATABASE_URL: owner, DATABASE_URL_WORK: work },
    { DATABASE_URL: owner, DATABASE_URL_OWNER: owner, DATABASE_URL_APP: app, DATABASE_URL_WORK: work },
  ])('are refused where it cannot be told which URLs count: %j', (environment) => {
    expect(() => readSettings(environment)).toThrow(expect.objectContaining({ code: 'settings-database-urls' }));
  });
});
