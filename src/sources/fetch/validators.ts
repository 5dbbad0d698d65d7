import type { SourceCursor, SourceFinding } from '../source.ts';
import type { Fetched, Validators } from './guarded-fetch.ts';

const LONGEST_VALIDATOR = 500;

/** Reads the validators that a cursor holds. */
export function validatorsIn({ etag, lastModified }: SourceCursor): Validators {
  return {
    ...(typeof etag === 'string' && { etag }),
    ...(typeof lastModified === 'string' && { lastModified }),
  };
}

/** Returns the validators of an answer as a cursor holds them: those that are not too long for it. */
export function validatorsOf({ validators: { etag, lastModified } }: Fetched): SourceCursor {
  return { ...(isShort(etag) && { etag }), ...(isShort(lastModified) && { lastModified }) };
}

function isShort(validator: string | undefined): boolean {
  return validator !== undefined && validator.length <= LONGEST_VALIDATOR;
}

/** What is said where an address has moved for good. */
export function moved({ movedTo }: Fetched): SourceFinding[] {
  if (movedTo === undefined) return [];
  return [
    {
      code: 'address-moved',
      severity: 'warning',
      message: `What lies at the address has moved for good, to ${movedTo}`,
    },
  ];
}
