import { standardSchemes } from '../../src/markings/standard-schemes.ts';
import type { CutRequest } from '../../src/reports/cut-report.ts';

/** A cut for somebody from Britain who is cleared for secrets. */
export const GBR: CutRequest = {
  schemes: standardSchemes,
  scheme: 'us-capco',
  reader: { id: 'gbr', nationality: 'GBR', organisation: 'GBR', levels: { 'us-capco': 'S' } },
  action: 'release',
  now: 0,
};
