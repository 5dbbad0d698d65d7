import type { paletteEn } from './palette-en.ts';

/** La palette de commandes, en français. */
export const paletteFr: typeof paletteEn = {
  title: 'Palette de commandes',
  placeholder: 'Aller à…, ou tapez ce que vous cherchez',
  none: 'Rien ne porte ce nom.',
  search: (words) => `Chercher « ${words} » dans les documents`,
  order: 'Ordre',
  page: 'Page',
  command: 'Commande',
  speak: (language) => `Parler ${language}`,
  scheme: { light: 'Clair', dark: 'Sombre', auto: 'Clair ou sombre comme le système' },
  shortcuts: 'Montrer toutes les touches',
};
