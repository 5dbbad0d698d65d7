import { capcoFindingsFr } from './capco-findings-fr.ts';
import { markingFindingsFr } from './marking-findings-fr.ts';
import { orderFindingsFr } from './order-findings-fr.ts';
import { queryFindingsFr } from './query-findings-fr.ts';
import { reportFindingsFr } from './report-findings-fr.ts';
import type { Sentences } from './said.ts';
import { sourceFindingsFr } from './source-findings-fr.ts';

/** Tout ce qu’il y a à dire de ce que quelqu’un a écrit, par code. */
export const findingsFr: Sentences = {
  ...markingFindingsFr,
  ...capcoFindingsFr,
  ...queryFindingsFr,
  ...orderFindingsFr,
  ...reportFindingsFr,
  ...sourceFindingsFr,
};
