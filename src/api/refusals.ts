import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Refusal } from '../errors.ts';
import type { Problem } from '../schema/wire/problem.ts';
import { FAULT, problemOf } from './problem.ts';

/** What the server itself says no to, before anything of ours has seen the request. */
const BY_SERVER: Readonly<Record<string, { readonly code: string; readonly message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'request-too-large', message: 'More was sent than is read here: 1 MiB.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'request-media-type',
    message: 'What is sent here is JSON: application/json.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'request-json', message: 'What was sent is empty; it is to be JSON.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'request-json', message: 'What was sent is no JSON.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'request-json', message: 'What was sent is not as long as it says.' },
};

/** Returns what is told of an error, and whether it is a fault of the program, which somebody must see. */
export function toldOf(error: unknown): { readonly problem: Problem; readonly isFault: boolean } {
  if (error instanceof Refusal) return { problem: problemOf(error), isFault: false };
  if (hasZodFastifySchemaValidationErrors(error)) return { problem: notAsDescribed(error), isFault: false };
  const byServer = BY_SERVER[(error as Partial<FastifyError>).code ?? ''];
  if (byServer) return { problem: problemOf(new Refusal('invalid', byServer.code, byServer.message)), isFault: false };
  return { problem: FAULT, isFault: true };
}

interface Unfit {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string | undefined }[];
}

/** What was sent is not as the description of the address has it: all that is wrong, with its place. */
function notAsDescribed({ validation }: Unfit): Problem {
  const findings = validation.map(({ instancePath, message = 'is not as it must be' }) => {
    const path = instancePath.split('/').slice(1);
    return { code: 'request-field', message, path };
  });
  const [first] = findings;
  const place = first === undefined || first.path.length === 0 ? '' : `“${first.path.join('.')}”: `;
  const detail = `What was sent is not as it must be. ${place}${first?.message ?? ''}`.trim();
  return problemOf(new Refusal('invalid', 'request-invalid', detail), findings);
}
