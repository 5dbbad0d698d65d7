/** What the portal says to whoever gets reports, in English. */
export const portalEn = {
  title: 'Copies',
  empty: 'Nothing was released to you yet.',
  emptyHint: 'Reports that are released to you stand here, cut to what you may read.',
  unread: 'New',
  released: (day: string) => `released ${day}`,
  state: { current: 'Current', superseded: 'Superseded', recalled: 'Recalled' },
  acknowledged: 'Acknowledged',
  acknowledge: 'Acknowledge',
  acknowledgeHint: 'Say that it has come and that you have taken note of it.',
  back: 'All copies',
  asFile: 'As a file',
  forms: { pdf: 'PDF', html: 'Web page', text: 'Text', markdown: 'Markdown', stix: 'STIX' },
  yours: 'Your answer',
  ask: 'Does it answer what you asked?',
  satisfaction: { satisfied: 'Yes', partly: 'In part', 'further-question': 'I have a further question' },
  given: {
    satisfied: 'It answers what you asked.',
    partly: 'It answers in part.',
    'further-question': 'A further question',
  },
  words: 'What is missing',
  wordsQuestion: 'Your question',
  wordsSatisfied: 'A word to the desk',
  optional: '(if you like)',
  send: 'Send',
  sent: 'The desk has your answer.',
  earlier: 'What you answered earlier',
};

export type PortalWords = typeof portalEn;
