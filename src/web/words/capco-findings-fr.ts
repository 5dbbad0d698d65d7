import type { Sentences } from './said.ts';

/** Ce qu’il y a à dire d’un marquage américain, par code. */
export const capcoFindingsFr: Sentences = {
  'capco-unknown-level': [
    '« {what} » n’est pas un niveau ; les niveaux sont {levels}.',
    'Derrière JOINT vient un niveau.',
  ],
  'capco-level-form': [
    'Le niveau s’écrit ici {canonical} : court dans une portion, en toutes lettres dans une bannière.',
    'Le nom du niveau est celui de l’autre forme : court dans une portion, en toutes lettres dans une bannière.',
  ],
  'capco-unknown-control': [
    '« {what} » ne vient pas derrière {behind}.',
    '« {what} » n’est pas un contrôle ; {canonical} en est un.',
    '« {what} » n’est pas un contrôle du registre {register}.',
  ],
  'capco-form': 'Cela s’écrit ici {canonical}.',
  'capco-slashes': 'Une seule barre sépare les contrôles d’une catégorie, deux séparent les catégories.',
  'capco-category-order': '{what} se place avant ce qui est à sa gauche.',
  'capco-order': [
    '{twice} figure deux fois.',
    '{late} se place avant {before} ; chacun ne figure qu’une fois.',
    '{what} se place juste derrière {behind}.',
    'Les numéros vont en croissant, chacun une fois : {canonical}.',
    'Les compartiments vont en croissant, les chiffres avant les lettres, chacun une fois.',
  ],
  'capco-name': [
    '« {program} » ne peut être le nom d’un programme : il n’a que des lettres et des chiffres.',
    '« {compartment} » ne peut être le nom d’un compartiment : il n’a que des lettres et des chiffres.',
  ],
  'capco-name-length': [
    'Le dernier nom de {what} a {exactly} signes.',
    'Le dernier nom de {what} a de {least} à {most} signes.',
  ],
  'capco-program-prefix': '{prefix}- s’écrit une fois, devant le premier programme.',
  'capco-unregistered': [
    'Le programme {program} n’est pas au registre : personne n’y a accès tant qu’il n’y est pas inscrit.',
    'Le système {system} n’est pas au registre : personne n’y a accès tant qu’il n’y est pas inscrit.',
  ],
  'capco-level': [
    '{what} ne va qu’avec {levels}, et non avec {level}.',
    '{foreign} n’est pas un niveau du propriétaire.',
  ],
  'capco-requires': '{what} demande l’un de ceux-ci : {anyOf}.',
  'capco-excludes': ['{what} ne va pas avec {other}.', 'Ceux-ci ne vont pas ensemble : {together}.'],
  'capco-advises': '{what} va d’ordinaire avec l’un de ceux-ci : {anyOf} ; sans lui, un accord doit le dire.',
  'capco-compartment': '{what} s’écrit avec un compartiment.',
  'capco-atomic-base': '{what} ne vient que derrière l’un de ceux-ci : {anyOf}.',
  'capco-series': [
    'Il n’y a pas de {word} {unknown} ; il y a {numbers}.',
    'Derrière {word} viennent des numéros, séparés par des espaces.',
  ],
  'capco-retired': 'EYES ONLY n’a plus cours ; REL TO le remplace : {canonical}.',
  'capco-declassification-in-marking':
    'Une date ou une exemption de déclassification va dans le bloc d’autorité, pas dans un marquage.',
  'capco-code': '« {code} » ne peut être le code d’un pays ou d’un groupe.',
  'capco-unknown-code': 'Personne n’est connu derrière le code {code} : il n’ouvre à personne.',
  'capco-list-twice': 'Une liste de ce genre est déjà là ; n’en écrivez qu’une.',
  'capco-list':
    'La liste s’écrit {canonical} : le propriétaire où il doit être, les pays, puis les groupes, chacun une fois, avec les bons séparateurs.',
  'capco-list-missing': 'La portion {portion} laisse sa liste à la bannière, et il n’y en a pas.',
  'capco-release-list': [
    'Derrière {word} vient une liste de pays.',
    'REL TO va avec une liste de pays, et une liste avec REL TO.',
  ],
  'capco-release-owner': 'La liste derrière REL TO commence par {owner}.',
  'capco-release-alone': 'REL TO {owner} seul ne dit rien ; c’est NOFORN qu’il faut.',
  'capco-display-list': 'DISPLAY ONLY va avec une liste de pays, et une liste avec DISPLAY ONLY.',
  'capco-display-owner': '{owner} n’a pas sa place dans une liste DISPLAY ONLY.',
  'capco-display-policy': 'D’autres contrôles de diffusion ne vont avec DISPLAY ONLY que là où une règle le dit.',
  'capco-foreign-slashes': 'Ce qui n’est pas au seul propriétaire commence par deux barres obliques : {canonical}.',
  'capco-unknown-owner': '« {what} » ne nomme pas un propriétaire et un niveau, comme GBR S.',
  'capco-foreign-owner': 'Une information de {owner} est marquée JOINT, ou est la sienne.',
  'capco-joint': 'Le registre ne connaît pas d’information commune (JOINT).',
  'capco-joint-owners': [
    '{owner} est parmi les propriétaires d’une information commune.',
    'Une information commune a au moins deux propriétaires, que la bannière nomme.',
  ],
  'capco-joint-release': [
    'Il manque à la liste derrière REL TO un propriétaire : {missing}.',
    'JOINT demande REL TO avec une liste où sont ses propriétaires.',
  ],
  'capco-fgi-owner': [
    '{owner} n’est pas une source étrangère.',
    'Derrière {word} viennent des sources qui ne sont pas propriétaires.',
  ],
  'capco-concealed-named': 'Une source cachée n’est pas nommée, et ne va pas avec une source nommée.',
  'capco-concealed-banner': 'Une source cachée ne s’écrit ainsi que dans une portion.',
  'capco-word-owner': '{what} ne va qu’avec une information de {owner}.',
  'capco-portion-invalid':
    'La portion {portion} porte un marquage qui n’est pas valable : personne ne peut lire l’ensemble tant qu’il n’est pas corrigé.',
};
