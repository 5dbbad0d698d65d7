/** Ce que veut dire chaque élément d’un marquage, par système et par nom ; ce qui n’est pas ici se lit dans le livre des règles, en anglais. */
export const markingMeaningsFr: Readonly<Record<string, string>> = {
  'desk/PUBLIC': 'PUBLIC : tout le monde peut le lire.',
  'desk/DESK': 'DESK : la rédaction peut le lire.',
  'desk/SOURCE-PROTECTED':
    'SOURCE-PROTECTED : cela pourrait mener à une source ; seuls le lisent ceux qui sont habilités aux sources protégées.',
  'desk/NOT-FOR-ATTRIBUTION':
    'NOT-FOR-ATTRIBUTION : la rédaction peut le lire ; une copie ne va qu’à ceux dont on sait qu’ils ne diront pas d’où cela vient.',
  'desk/OFF-RECORD': 'OFF-RECORD : la rédaction peut le lire ; il n’en est jamais donné de copie.',
  'desk/EMBARGO UNTIL': 'EMBARGO UNTIL : avant cet instant, seule la rédaction peut le lire ou en recevoir une copie.',
  'tlp/TLP:CLEAR': 'TLP:CLEAR : cela se partage sans limite ; le droit d’auteur demeure.',
  'tlp/TLP:GREEN':
    'TLP:GREEN : cela se partage dans la communauté, et non par des voies ouvertes au public ; sans communauté nommée, c’est celle de ceux qui travaillent à la sécurité.',
  'tlp/TLP:AMBER':
    'TLP:AMBER : cela se partage dans l’organisation qui l’a reçu et avec ses clients, avec ceux qui ont à en connaître.',
  'tlp/TLP:AMBER+STRICT':
    'TLP:AMBER+STRICT : cela se partage dans la seule organisation qui l’a reçu, avec ceux qui ont à en connaître.',
  'tlp/TLP:RED': 'TLP:RED : c’est pour les personnes qui l’ont reçu, et pour personne d’autre.',
  'tlp/PAP:CLEAR': 'PAP:CLEAR : il n’y a pas de limite à ce qu’on peut en faire. Cela ne change pas qui peut lire.',
  'tlp/PAP:GREEN': 'PAP:GREEN : agir contre ce qui est nommé est permis. Cela ne change pas qui peut lire.',
  'tlp/PAP:AMBER':
    'PAP:AMBER : cela se vérifie auprès de tiers, et seulement sans atteindre ce qui est nommé. Cela ne change pas qui peut lire.',
  'tlp/PAP:RED':
    'PAP:RED : on ne s’en sert que sans que personne au-dehors ne puisse le remarquer. Cela ne change pas qui peut lire.',
};
