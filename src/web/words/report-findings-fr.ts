import type { Sentences } from './said.ts';

/** Ce que le contrôle d’un rapport trouve, par code. */
export const reportFindingsFr: Sentences = {
  'report-untitled': 'Le rapport n’a pas de titre.',
  'report-empty': 'Le rapport ne dit encore rien.',
  'report-unmarked': 'Ceci ne porte aucun marquage valable ; non marqué n’est pas public.',
  'report-unmarked/title': 'Le titre ne porte aucun marquage valable ; non marqué n’est pas public.',
  'report-answers-nothing': 'Aucune portion du rapport ne répond à une question.',
  'report-portion-blank': 'Cette portion ne dit rien ; retirez-la.',
  'report-cites-above':
    'Cette portion cite un document qui demande plus que son marquage ; marquez-la au moins comme le document.',
  'report-unsourced': 'Cette portion ne cite aucune source.',
  'report-answer-above': [
    'L’ordre de la question {letter} demande plus que cette portion : les copies ne disent pas à quoi elle répond.',
    'L’ordre de la question demande plus que cette portion : les copies ne disent pas à quoi elle répond.',
  ],
  'report-reference-above':
    'Cette portion renvoie à une autre qui demande plus ; là où une copie n’a pas celle-ci, le renvoi est omis.',
  'report-past-due': 'La question à laquelle elle répond est en retard.',
  'report-question-withdrawn': 'La question à laquelle elle répond a été retirée.',
  'report-order-ended': 'L’ordre de la question à laquelle elle répond est terminé.',
  'report-raised-invalid': 'La bannière est relevée à ce qui n’est pas un marquage du système du rapport.',
  'report-not-together':
    'Ce lecteur peut lire chaque partie qui resterait, et non ce qu’elles forment ensemble ; retirez-en, ou marquez-les pour une même liste de lecteurs.',
  'report-invalid': 'Ce rapport ne peut être gardé ainsi.',
  'report-invalid/long': 'Un texte du rapport dépasse {most} signes.',
  'report-invalid/size': 'Le rapport, ou une partie, est trop grand : {most} au plus.',
  'report-invalid/reason': 'Une bannière est relevée avec une raison.',
  'report-invalid/link': 'Un lien mène à une adresse du web (http, https) ou de courrier (mailto).',
  'report-invalid/table': 'Un tableau a de 1 à {columns} colonnes et au plus {rows} lignes.',
};
