import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openPools } from './connect.ts';
import { parseLogin } from './login.ts';
import { newPasswords, scramVerifier } from './passwords.ts';

describe('the URL of a server', () => {
  it('gives host, port, user, password and database, with what is escaped in it', () => {
    expect(parseLogin('postgres://ada:p%40ss@localhost:5433/desk')).toEqual({
      host: 'localhost',
      port: 5433,
      user: 'ada',
      password: 'p@ss',
      database: 'desk',
      ssl: false,
    });
    expect(parseLogin('postgresql://ada@localhost/desk?host=/run/postgresql')).toMatchObject({
      host: '/run/postgresql',
    });
    expect(parseLogin('postgres://ada@[::1]/desk')).toMatchObject({ host: '::1', port: 5432, ssl: false });
  });

  it('encrypts and checks the certificate of another machine, unless it says otherwise', () => {
    expect(parseLogin('postgres://a:b@db.example/d').ssl).toEqual({ rejectUnauthorized: true });
    expect(parseLogin('postgres://a:b@db.example/d?sslmode=require').ssl).toEqual({ rejectUnauthorized: false });
    expect(parseLogin('postgres://a:b@db.example/d?sslmode=disable').ssl).toBe(false);
  });

  it.each([
    'secret',
    'postgres://a:secret@[/d',
    'mysql://a:secret@host/d',
    'postgres://a:secret@host/',
    'postgres://:secret@host/d',
    'postgres://a:secret%@host/d',
    'postgres://a:secret@host/d?sslmode=prefer',
    'postgres://a:secret@host/d?sslrootcert=/nowhere/secret',
    'postgres://a:secret@host/d?options=x',
  ])('is refused without being repeated: %s', (url) => {
    try {
      parseLogin(url);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'store-url', message: expect.stringMatching(/^DATABASE_URL /) });
      expect(inspect(error, { depth: 9 }).replaceAll(/ at .*/g, '')).not.toContain('secret');
    }
  });
});

describe('passwords', () => {
  it('become the verifier that PostgreSQL keeps (the example of RFC 7677)', () => {
    expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    );
  });

  it('are all different and long', () => {
    const all = Object.values(newPasswords());
    expect(new Set(all).size).toBe(4);
    expect(Math.min(...all.map((word) => word.length))).toBeGreaterThan(40);
  });

  it('are not printed with a pool', () => {
    const login = parseLogin('postgres://ada:secret@localhost/desk');
    const pools = openPools({ owner: login, app: login, work: login }, () => undefined);
    expect(inspect(pools, { depth: 9 })).not.toContain('secret');
    expect(JSON.stringify(pools.app.options)).not.toContain('secret');
  });
});
