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

  it('name the server that takes mails, and from whom and by which signature they are', () => {
    const plain = { VIGIE_SMTP: 'smtp://mail.example.org', VIGIE_MAIL_FROM: 'desk@example.org' };
    expect(readSettings(plain).mail).toEqual({
      ...{ host: 'mail.example.org', port: 587, isEncrypted: false },
      from: { name: '', address: 'desk@example.org' },
    });
    const whole = {
      VIGIE_SMTP: 'smtps://desk%40example.org:p%25ss@[::1]:2465',
      VIGIE_MAIL_FROM: '"The desk, at night" <desk@example.org>',
      ...{ VIGIE_DKIM_DOMAIN: 'example.org', VIGIE_DKIM_SELECTOR: 'one', VIGIE_DKIM_KEY: '/data/dkim.pem' },
    };
    expect(readSettings(whole).mail).toEqual({
      ...{ host: '::1', port: 2465, isEncrypted: true, login: { user: 'desk@example.org', password: 'p%ss' } },
      from: { name: 'The desk, at night', address: 'desk@example.org' },
      dkim: { domain: 'example.org', selector: 'one', keyFile: '/data/dkim.pem' },
    });
  });

  it.each([
    { VIGIE_SMTP: 'mail.example.org' },
    { VIGIE_SMTP: 'http://mail.example.org' },
    { VIGIE_SMTP: 'smtp://user@mail.example.org' },
    { VIGIE_SMTP: 'smtp://mail.example.org/path' },
    { VIGIE_SMTP: 'smtp://user:secret%zz@mail.example.org' },
    { VIGIE_SMTP: '' },
    { VIGIE_MAIL_FROM: '' },
    { VIGIE_MAIL_FROM: 'desk' },
    { VIGIE_MAIL_FROM: 'desk@example.org, other@example.org' },
    { VIGIE_MAIL_FROM: 'a\r\nBcc: b@example.org <desk@example.org>' },
    { VIGIE_DKIM_DOMAIN: 'example.org' },
    { VIGIE_DKIM_DOMAIN: 'example.org', VIGIE_DKIM_SELECTOR: 'a b', VIGIE_DKIM_KEY: 'x' },
  ])('are refused where a mail server, or a sender of mails, is none or not wholly said: %j', (wrong) => {
    const environment = { VIGIE_SMTP: 'smtp://mail.example.org', VIGIE_MAIL_FROM: 'desk@example.org', ...wrong };
    const refused = expect.objectContaining({ code: 'settings-mail', message: expect.not.stringContaining('secret') });
    expect(() => readSettings(environment)).toThrow(refused);
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
