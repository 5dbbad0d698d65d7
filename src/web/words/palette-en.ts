/** What the command palette says, in English. */
export const paletteEn = {
  title: 'Command palette',
  placeholder: 'Go to …, or type what to look for',
  none: 'Nothing is called so.',
  search: (words: string) => `Search the documents for “${words}”`,
  order: 'Order',
  page: 'Page',
  command: 'Command',
  speak: (language: string) => `Speak ${language}`,
  scheme: { light: 'Light', dark: 'Dark', auto: 'Light or dark as the system' },
  shortcuts: 'Show all keys',
};
