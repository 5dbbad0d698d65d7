import { Refusal, type RefusalKind, type RefusedText } from '../errors.ts';
import type { Problem } from '../schema/wire/problem.ts';

const STATUS_OF: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
};
/** Refusals that HTTP has a status of its own for. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'not-signed-in': 401,
  'sign-in-refused': 401,
  'sign-in-code-wanted': 401,
  'sign-in-code-wrong': 401,
  'sign-in-too-often': 429,
  'request-too-large': 413,
  'request-media-type': 415,
  'request-too-many': 429,
  'identity-provider': 503,
};
const TITLES: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be used',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Not of a type that is read here',
  429: 'Too many requests',
  500: 'A fault of the program',
  503: 'Out of reach now',
};

/** A finding with its place in what was sent. */
type Found = NonNullable<Problem['findings']>[number];

/** Returns a refusal as RFC 9457 has it. */
export function problemOf(refusal: Refusal, findings: readonly Found[] = refusal.findings.map(toFound)): Problem {
  const { kind } = refusal;
  const { code, message, ...more } = refusal.said();
  const status = STATUS_OF_CODE[code] ?? STATUS_OF[kind];
  return {
    type: `urn:vigie:problem:${code}`,
    title: TITLES[status]!,
    status,
    detail: message,
    code,
    ...more,
    ...(findings.length > 0 && { findings: [...findings] }),
  };
}

function toFound({ path, ...rest }: RefusedText): Found {
  return { ...rest, ...(path && { path: [...path] }) };
}

/** What is told of any other error: nothing of what went wrong, which may hold what nobody may read. */
export const FAULT: Problem = {
  type: 'urn:vigie:problem:fault',
  title: TITLES[500]!,
  status: 500,
  detail: 'This is a fault of the program, not of what it was sent. It is written down with the id of the request.',
  code: 'fault',
};

/** Of an address that leads nowhere. */
export function noRoute(): Refusal {
  return new Refusal('not-found', 'route-not-found', 'There is nothing at this address.');
}
