import type { PortalWords } from './portal-en.ts';

/** Ce que dit le portail à qui reçoit des rapports, en français. */
export const portalFr: PortalWords = {
  title: 'Copies',
  empty: 'Rien ne vous a encore été diffusé.',
  emptyHint: 'Les rapports qui vous sont diffusés se trouvent ici, réduits à ce que vous pouvez lire.',
  unread: 'Nouveau',
  released: (day) => `diffusé le ${day}`,
  state: { current: 'En vigueur', superseded: 'Remplacé', recalled: 'Rappelé' },
  acknowledged: 'Réception accusée',
  acknowledge: 'Accuser réception',
  acknowledgeHint: 'Dites que la copie est arrivée et que vous en avez pris connaissance.',
  back: 'Toutes les copies',
  asFile: 'En fichier',
  forms: { pdf: 'PDF', html: 'Page web', text: 'Texte', markdown: 'Markdown', stix: 'STIX' },
  yours: 'Votre réponse',
  ask: 'Répond-il à ce que vous avez demandé ?',
  satisfaction: { satisfied: 'Oui', partly: 'En partie', 'further-question': 'J’ai une autre question' },
  given: {
    satisfied: 'Il répond à ce que vous avez demandé.',
    partly: 'Il répond en partie.',
    'further-question': 'Une autre question',
  },
  words: 'Ce qui manque',
  wordsQuestion: 'Votre question',
  wordsSatisfied: 'Un mot au bureau',
  optional: '(si vous voulez)',
  send: 'Envoyer',
  sent: 'Le bureau a votre réponse.',
  earlier: 'Ce que vous avez répondu avant',
};
