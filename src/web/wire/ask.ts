import type { Problem } from '../../schema/wire/problem.ts';

/** What the desk said no with. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'Refused';
    this.problem = problem;
  }
}

/** Where no answer came at all. */
export const UNREACHABLE: Problem = {
  type: 'urn:vigie:problem:unreachable',
  title: 'Unreachable',
  status: 0,
  detail: 'The desk cannot be reached.',
  code: 'unreachable',
};

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** Reads `/api` + path; values that are not given are left out of the address. */
export function read<Answer>(path: string, values: Values = {}, signal?: AbortSignal): Promise<Answer> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return ask(`${path}${query && `?${query}`}`, signal ? { signal } : {});
}

/** Writes; each write has a key, so that one that is sent again is done once. */
export function write<Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
  return ask(path, {
    method,
    headers: {
      'idempotency-key': crypto.randomUUID(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(`/api${path}`, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Refused(UNREACHABLE);
  });
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  throw new Refused(await problemIn(answer));
}

async function problemIn(answer: Response): Promise<Problem> {
  if (answer.headers.get('content-type')?.startsWith('application/problem+json')) return answer.json();
  return { ...UNREACHABLE, status: answer.status, detail: `The desk answered ${answer.status}.` };
}
