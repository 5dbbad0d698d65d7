/** What the address of the queue says. */
export interface TriageSearch {
  readonly orderId?: string | undefined;
  readonly questionId?: string | undefined;
  readonly judgement?: 'relevant' | 'not-relevant' | 'to-verify' | undefined;
  readonly order?: 'best' | undefined;
  /** A line for each order and story. */
  readonly by?: 'story' | undefined;
  readonly mine?: 'yes' | undefined;
  readonly snoozed?: 'yes' | undefined;
  readonly hit?: string | undefined;
}

export const TRIAGE_SEARCH = [
  'orderId',
  'questionId',
  'judgement',
  'order',
  'by',
  'mine',
  'snoozed',
  'hit',
] as const satisfies readonly (keyof TriageSearch)[];
