import type { WholeReader } from '../wire/shapes.ts';

type Clearance = WholeReader['clearance'];

/** The levels of each scheme above what everybody reads, the lowest first. */
export const LEVELS = {
  desk: ['DESK', 'SOURCE-PROTECTED'],
  tlp: ['GREEN', 'AMBER', 'AMBER+STRICT', 'RED'],
  'us-capco': ['C', 'S', 'TS'],
} as const;
export const SCHEMES = ['desk', 'tlp', 'us-capco'] as const;
export type SchemeName = (typeof SCHEMES)[number];

/** A clearance as it is typed; what is empty is not held. */
export interface ClearanceDraft {
  readonly nationality: string;
  readonly organisation: string;
  readonly levels: Readonly<Record<string, string>>;
  /** Separated by commas. */
  readonly controls: Readonly<Record<string, string>>;
}

export const NO_CLEARANCE: ClearanceDraft = { nationality: '', organisation: '', levels: {}, controls: {} };

export function draftOf({
  nationality = '',
  organisation = '',
  levels = {},
  controls = {},
}: Clearance): ClearanceDraft {
  const written = Object.entries(controls).map(([scheme, held]) => [scheme, held.join(', ')]);
  return { nationality, organisation, levels, controls: Object.fromEntries(written) };
}

export function clearanceOf({ nationality, organisation, levels, controls }: ClearanceDraft): Clearance {
  const held = Object.entries(levels).filter(([, level]) => level !== '');
  const listed = Object.entries(controls)
    .map(
      ([scheme, text]) =>
        [
          scheme,
          text
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean),
        ] as const,
    )
    .filter(([, list]) => list.length > 0);
  return {
    ...(nationality.trim() !== '' && { nationality: nationality.trim() }),
    ...(organisation.trim() !== '' && { organisation: organisation.trim() }),
    ...(held.length > 0 && { levels: Object.fromEntries(held) }),
    ...(listed.length > 0 && { controls: Object.fromEntries(listed) }),
  };
}
