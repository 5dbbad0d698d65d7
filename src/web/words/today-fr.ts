import type { todayEn } from './today-en.ts';

/** La page du jour, en français. */
export const todayFr: typeof todayEn = {
  title: 'Aujourd’hui',
  waiting: 'Résultats en attente',
  waitingNone: 'Aucun résultat ne vous attend.',
  review: 'Ordres en relecture',
  reviewNone: 'Aucun ordre n’attend d’approbation.',
  tasks: 'Vos tâches',
  tasksNone: 'Aucune tâche ne vous attend.',
  due: (day) => `pour le ${day}`,
  pastDue: 'En retard',
  pastDueNone: 'Aucune question n’est en retard.',
  neededBy: (day) => `attendue pour le ${day}`,
  trouble: 'Sources en difficulté',
  troubleNone: 'Aucune source n’est en difficulté.',
  elsewhere: 'Rien n’attend ici pour vos rôles ; le menu montre où vous pouvez aller.',
  first: {
    title: 'Installez votre bureau',
    hint: 'Trois étapes, et le bureau veille pour vous.',
    source: 'Ajouter une source',
    sourceHint: 'D’où viennent les documents : un fil, une page, un dossier, une boîte aux lettres.',
    order: 'Ajouter un ordre',
    orderHint: 'Ce qu’il faut savoir, sur qui, de quand à quand, et pourquoi.',
    person: 'Inviter quelqu’un',
    personHint: 'Une deuxième personne peut approuver vos ordres.',
    done: 'fait',
  },
};
