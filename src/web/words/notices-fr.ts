import type { NoticesWords } from './notices-en.ts';

/** Ce que disent les réglages des avis de nouveaux résultats, en français. */
export const noticesFr: NoticesWords = {
  title: 'Avis de nouveaux résultats',
  hint: 'Chaque affaire vous est annoncée une fois par ordre, avec la question et la raison, et seulement pour ce que vous pouvez lire. Ce qu’une voie ne peut pas porter n’y est pas annoncé.',
  noChannel:
    'Aucune voie ne mène encore à vous\u202f: un administrateur en ouvre une sur votre page, sous «\u00a0Personnes\u00a0», avec ce qu’elle peut porter.',
  none: 'Rien ne vous est annoncé.',
  all: 'Tous les ordres',
  atOnce: 'tout de suite',
  daily: (hour, zone) => `chaque jour à ${hour} (${zone})`,
  languages: { en: 'en anglais', fr: 'en français' },
  isPaused: 'cette voie est en pause',
  drop: 'Ne plus être averti',
  add: 'Être averti des nouveaux résultats',
  order: 'De quel ordre',
  by: 'Par',
  carries: (marking) => `jusqu’à ${marking}`,
  silent: 'dit seulement qu’il y a du nouveau',
  pace: 'Quand',
  paces: { 'at-once': 'Tout de suite, ce qui se suit de près étant réuni', daily: 'Une fois par jour' },
  hour: 'À',
  choose: 'Être averti',
  last: 'Derniers avis',
  lastNone: 'Aucun n’est encore parti.',
  count: (count) => (count < 2 ? `${count} affaire` : `${count} affaires`),
  gone: 'une voie fermée',
  state: {
    waiting: 'en attente',
    sending: 'en cours d’envoi',
    accepted: 'envoyé',
    failed: 'échoué\u202f; ce qu’il annonçait vient avec le suivant',
    withheld: 'pas envoyé\u202f: il n’y avait plus rien à annoncer, ou la voie a été fermée',
    unknown: 'on ignore s’il est arrivé',
    bounced: 'revenu',
  },
  memberChannels: 'Voies vers cette personne',
  memberHint:
    'Par elles, cette personne peut se faire annoncer les nouveaux résultats, et des rapports peuvent lui être adressés.',
};
