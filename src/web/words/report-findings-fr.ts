/** Ce que le contrôle d’un rapport trouve, par code. */
export const reportFindingsFr: Readonly<Record<string, string>> = {
  'report-untitled': 'Le rapport n’a pas de titre.',
  'report-empty': 'Le rapport ne dit encore rien.',
  'report-unmarked': 'Ceci ne porte aucun marquage valable ; non marqué n’est pas public.',
  'report-answers-nothing': 'Aucune portion du rapport ne répond à une question.',
  'report-portion-blank': 'Cette portion ne dit rien ; retirez-la.',
  'report-cites-above':
    'Cette portion cite un document qui demande plus que son marquage ; marquez-la au moins comme le document.',
  'report-unsourced': 'Cette portion ne cite aucune source.',
  'report-answer-above':
    'L’ordre de la question demande plus que cette portion : les copies ne disent pas à quoi elle répond.',
  'report-reference-above':
    'Cette portion renvoie à une autre qui demande plus ; là où une copie n’a pas celle-ci, le renvoi est omis.',
  'report-past-due': 'La question à laquelle elle répond est en retard.',
  'report-question-withdrawn': 'La question à laquelle elle répond a été retirée.',
  'report-order-ended': 'L’ordre de la question à laquelle elle répond est terminé.',
  'report-raised-invalid': 'La bannière est relevée à ce qui n’est pas un marquage du système du rapport.',
  'report-not-together':
    'Ce lecteur peut lire chaque partie qui resterait, et non ce qu’elles forment ensemble ; retirez-en, ou marquez-les pour une même liste de lecteurs.',
  'marking-raise-lower': 'C’est moins que ce que les portions forment ensemble : une bannière n’est jamais abaissée.',
  'marking-raise-reason': 'Dites pourquoi le tout est marqué plus haut que ses portions.',
  'marking-raise-invalid': 'Ce marquage n’est pas valable.',
  'marking-raise-nothing': 'Il n’y a pas de portion : rien ne peut être relevé.',
};
