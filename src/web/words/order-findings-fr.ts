import type { Sentences } from './said.ts';

/** Ce qu’il y a à dire d’un ordre, de son fichier et de ses cibles, par code. */
export const orderFindingsFr: Sentences = {
  'order-name': 'Un ordre est nommé par des lettres, des chiffres, - et _ (100 au plus), par exemple partis-2012.',
  'target-not-found': 'Une cible qu’il cite n’existe pas.',
  'order-has-errors': 'Le fichier contient des erreurs ; vérifiez-le et corrigez-les.',
  'order-file-empty': 'Le fichier est vide ; il commence par « order: » ou « targets: ».',
  'order-file-unknown':
    'Le fichier ne commence ni par « order: » ni par « targets: » : ce n’est pas un fichier d’ordre.',
  'order-file-more':
    'Il y a plus à dire que ces 200 remarques ; corrigez ce qui est signalé, puis vérifiez de nouveau le fichier.',
  'order-unknown-target': [
    'La cible « {target} » n’existe pas ; ajoutez-la au fichier, ou au bureau.',
    'Cette cible n’existe pas ; ajoutez-la au fichier, ou au bureau.',
  ],
  'order-double-id': ['« {id} » est là deux fois.', 'Deux ordres, ou deux cibles, portent le même nom.'],
  'order-name-taken': 'Un ordre de ce nom est déjà là, sous le même marquage.',
  'order-text-missing': 'Ce champ doit être rempli.',
  'order-text-too-long': 'Un texte a au plus 10 000 signes.',
  'order-day': 'Donnez un jour qui existe.',
  'order-window-reversed': 'La période finit avant de commencer.',
  'order-letter': 'Donnez une capitale, par exemple A ; AB et A2 conviennent aussi.',
  'order-double-letter': [
    'La lettre {letter} sert deux fois ; chaque question et chaque cible a la sienne.',
    'Chaque question et chaque cible a une lettre à elle.',
  ],
  'order-no-question': 'Un ordre pose au moins une question.',
  'order-disciplines': 'Choisissez au moins une collecte.',
  'order-priority': 'La priorité va de 1 (la plus urgente) à 5.',
  'order-threshold-amount': [
    '« {amount} » n’est pas un montant ; écrivez un nombre et une devise, par exemple 200M USD.',
    'Ce n’est pas un montant ; écrivez un nombre et une devise, par exemple 200M USD.',
  ],
  'order-expression-language': 'Une question a une seule expression par langue.',
  'order-expression': [
    'L’expression de la question {letter} ({language}) ne peut pas être cherchée.',
    'Cette expression ne peut pas être cherchée.',
  ],
  'order-below-citation':
    'Le marquage de l’ordre ne couvre pas celui de ce qu’il cite : qui lit l’ordre en aurait connaissance. Donnez à l’ordre un marquage au moins égal.',
  'order-target-ambiguous': 'Plusieurs cibles portent ce nom sous des marquages que cet ordre couvre.',
  'order-identity-changed':
    'Un ordre garde son nom et son marquage ; rédigez un autre ordre pour un autre nom ou marquage.',
  'order-own-approval': 'Vous avez écrit cette version de l’ordre ; c’est quelqu’un d’autre qui l’approuve.',
  'order-approved-before': 'Vous avez déjà approuvé cette version ; elle attend quelqu’un d’autre.',
  'order-version-moved': 'L’ordre a changé depuis que vous l’avez lu ; relisez-le et décidez de cette version-là.',
  'order-illegal-change': 'L’état de l’ordre ne le permet plus.',
  'order-not-amendable': 'Un ordre se modifie tant qu’il est un brouillon ou en relecture.',
  'order-person-role': [
    'La cible {target} est une personne : sa fonction publique (élue, candidate, dirigeante…) doit être indiquée.',
    'Une cible est une personne : sa fonction publique doit être indiquée.',
  ],
  'order-person-necessity': [
    'La cible {target} est une personne : l’ordre doit dire pourquoi il est nécessaire d’interroger sur elle.',
    'Une cible est une personne : l’ordre doit dire pourquoi il est nécessaire d’interroger sur elle.',
  ],
  'order-person-window': 'Un ordre qui nomme une personne finit à un jour donné, dans douze mois au plus.',
  'order-person-window/replay':
    'Un rejeu qui nomme une personne porte sur des jours donnés et passés, sur douze mois au plus.',
  'order-person-sensitive':
    'Un ordre qui nomme une personne ne touche ni à la santé, ni à la vie sexuelle, ni à la famille, sauf raison consignée par un administrateur.',
  'order-person-sensitive/health':
    'Un ordre qui nomme une personne ne touche pas à sa santé, sauf raison consignée par un administrateur.',
  'order-person-sensitive/sex-life':
    'Un ordre qui nomme une personne ne touche pas à sa vie sexuelle, sauf raison consignée par un administrateur.',
  'order-person-sensitive/family':
    'Un ordre qui nomme une personne ne touche pas à sa famille, sauf raison consignée par un administrateur.',
  'reauthentication-wanted': 'Prouvez encore une fois qui vous êtes.',
  'action-not-your-role': 'Votre rôle ne le permet pas.',
  'action-above-clearance': 'Vous ne pourriez pas lire ce que vous écrivez sous ce marquage.',
  'order-file-too-large':
    'Un fichier d’ordre a au plus 1 000 000 de signes ; répartissez ses cibles en plusieurs fichiers.',
  'order-file-yaml':
    'Ce n’est pas du YAML valable ; il manque souvent un guillemet, ou un texte contient « : » hors guillemets.',
  'order-file-yaml/tab': 'La ligne est décalée par une tabulation ; YAML n’admet que des espaces.',
  'order-file-yaml/twice': 'Ce champ est là deux fois ; n’en gardez qu’un.',
  'order-file-yaml/indent': 'La ligne n’est pas décalée comme celles auxquelles elle appartient.',
  'order-file-yaml/aliases': 'Les renvois (*nom) du fichier se multiplient trop ; écrivez ce qu’ils répètent.',
  'order-file-yaml/name': 'Le nom d’un champ est un mot simple : ni liste, ni groupe de champs, ni renvoi (*nom).',
  'order-file-invalid': [
    '« {unknown} » n’est pas un champ de « {field} » ; vouliez-vous dire « {near} » ?',
    '« {unknown} » n’est pas un champ du fichier ; vouliez-vous dire « {near} » ?',
    'Ce ne sont pas des champs de « {field} » : {unknown} ; il y a {fields}.',
    'Ce ne sont pas des champs du fichier : {unknown} ; il y a {fields}.',
    'Le champ « {missing} » manque.',
    'Le champ « {field} » est l’un de ceux-ci : {choices}.',
    'Le champ « {empty} » a au moins un élément.',
    'Le champ « {field} » n’est pas du type attendu ({wanted}).',
    'Le champ « {field} » ne peut être ainsi.',
    'Le fichier ne peut être ainsi.',
  ],
  'order-file-invalid/string': 'Le champ « {field} » est un texte ; mettez-le entre guillemets.',
  'order-file-invalid/array': 'Le champ « {field} » est une liste.',
  'order-file-invalid/object': 'Le champ « {field} » est un groupe de champs.',
  'order-file-invalid/boolean': 'Le champ « {field} » est vrai ou faux : true ou false.',
  'order-file-invalid/number': 'Le champ « {field} » est un nombre.',
  'order-file-invalid/int': 'Le champ « {field} » est un nombre entier.',
  'order-file-too-many': 'Un fichier envoyé contient au plus 50 ordres ; répartissez-les en plusieurs fichiers.',
  'order-none': 'Il n’y a pas d’ordre dans le fichier, seulement des cibles.',
  'order-question-state': 'Cet état de question n’existe pas.',
  'order-replay': 'Un ordre est un rejeu, ou il n’en est pas un.',
  'order-sensitive-category': 'Il y a trois domaines sensibles : la santé, la vie sexuelle et la famille.',
  'order-sensitive-own':
    'Vous avez écrit cette version de l’ordre ; c’est quelqu’un d’autre qui consigne pourquoi c’est nécessaire.',
  'order-sensitive-reason': 'Donnez le domaine, et pourquoi c’est nécessaire.',
  'order-sensitive-recorded':
    'Une raison est déjà consignée pour ce domaine et cette version ; elle n’est pas remplacée.',
  'order-too-large': [
    'Un ordre a au plus {questions} questions, {targets} cibles, et {most} de toute autre chose ; répartissez-le.',
    'Cet ordre est trop grand ; répartissez-le.',
  ],
  'target-alias': ['Le nom « {alias} » ne peut pas être cherché.', 'Un nom de la cible ne peut pas être cherché.'],
  'target-alias/exact':
    'Le nom « {alias} » ne peut pas être cherché : un début (*) ou une graphie voisine (~) ne garde pas sa casse ; retirez « exact » ou le signe.',
  'target-alias/context': 'Le nom « {alias} » ne peut pas être cherché, à cause du mot de contexte « {word} ».',
  'target-alias-day': 'Le nom « {alias} » vaut entre des jours qui existent, écrits AAAA-MM-JJ.',
  'target-alias-language': 'La langue du nom « {alias} » est un code ISO 639-1 de deux minuscules, par exemple fr.',
  'target-alias-window': 'Le nom « {alias} » finit avant de commencer ; mettez d’abord le jour le plus ancien.',
  'target-kind': 'Ce genre de cible n’existe pas.',
  'target-name': 'Une cible est nommée par des lettres, des chiffres, - et _ (100 au plus), par exemple partis-2012.',
  'target-person-role':
    'Une personne n’est une cible qu’en une fonction publique (élue, candidate, dirigeante…) ; indiquez-la.',
  'target-title': 'Une cible a un titre : comment elle s’appelle.',
  'target-too-many-aliases': 'Une cible a au plus 500 noms.',
};
