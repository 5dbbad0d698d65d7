import type { Sentences } from './said.ts';

/** Ce qu’il y a à dire d’une expression, par code. */
export const queryFindingsFr: Sentences = {
  'query-empty': 'L’expression est vide ; écrivez ce qu’il faut chercher, par exemple croissance AND "zone euro".',
  'query-too-long': 'L’expression dépasse 20 000 signes ; faites d’une longue liste de mots une cible avec ses noms.',
  'query-too-deep': 'Les parenthèses sont emboîtées sur plus de 40 niveaux ; retirez celles qui sont inutiles.',
  'query-too-many-leaves':
    'Il y a plus de 2 000 mots et conditions ; faites d’une longue liste une cible avec ses noms.',
  'query-unfinished': 'Un mot ou une condition manque ici.',
  'query-unclosed-quotation': 'Ce guillemet n’est jamais fermé.',
  'query-unclosed-parenthesis': 'Cette parenthèse n’est jamais fermée.',
  'query-unopened-parenthesis': 'Cette parenthèse ne ferme rien.',
  'query-stray-character': [
    'Le signe « {sign} » n’a pas de sens ici ; mettez entre guillemets les mots qui en contiennent.',
    'Ce signe n’a pas de sens ici ; mettez entre guillemets les mots qui en contiennent.',
  ],
  'query-leading-sign': 'Un signe devant un mot ne veut rien dire ici ; écrivez NOT devant ce qui doit être absent.',
  'query-missing-operator':
    'Écrivez AND ou OR devant ceci, ou mettez les mots entre guillemets. Les opérateurs s’écrivent en capitales : AND, OR, NOT, NEAR/8.',
  'query-misplaced-operator': [
    '« {what} » n’a rien à relier ici ; pour chercher le mot, mettez-le entre guillemets.',
    'Cet opérateur n’a rien à relier ici ; pour chercher le mot, mettez-le entre guillemets.',
  ],
  'query-mixed-operators': 'AND et OR se suivent ; des parenthèses doivent dire ce qui va ensemble.',
  'query-bad-distance': 'La distance va de 1 à 100, par exemple NEAR/8.',
  'query-near-operand': 'NEAR et BEFORE relient des mots, des locutions, des cibles et des montants.',
  'query-chained-proximity': 'Mettez entre parenthèses le premier NEAR ou BEFORE avant le second.',
  'query-unfinished-in': 'Après IN viennent SENTENCE WITH ou DOCUMENT WITH, puis un mot ou une parenthèse.',
  'query-chained-in': 'Mettez entre parenthèses le premier IN … WITH avant le second.',
  'query-unknown-field': [
    'Le champ « {field} » n’existe pas ; il y a title, body, lang, source et stage. Un mot qui a un deux-points se met entre guillemets.',
    'Ce champ n’existe pas ; il y a title, body, lang, source et stage.',
  ],
  'query-field-condition': 'title: et body: ne prennent pas de condition sur le document ; placez-la à côté avec AND.',
  'query-bad-value': 'Il manque une valeur ; donnez-en une, ou plusieurs entre parenthèses avec OR.',
  'query-bad-language': 'Une langue est un code ISO 639-1 de deux lettres, par exemple lang:fr.',
  'query-misplaced-comparison': [
    '« {sign} » suit le mot amount ou date, en minuscules.',
    'Ce signe suit le mot amount ou date, en minuscules.',
  ],
  'query-bad-amount': 'Ce montant est illisible ; écrivez un nombre et une devise, par exemple amount >= 200M USD.',
  'query-unknown-currency': [
    '« {what} » n’est pas un code de devise ISO 4217, comme USD, EUR ou GBP.',
    'Ce n’est pas un code de devise ISO 4217, comme USD, EUR ou GBP.',
  ],
  'query-bad-date': 'Ce jour n’existe pas ; écrivez 2012, 2012-04 ou 2012-04-22.',
  'query-empty-word': 'Il n’y a ici ni lettre ni chiffre à chercher.',
  'query-empty-phrase': 'Il n’y a ici ni lettre ni chiffre à chercher.',
  'query-short-prefix': 'Un début de mot a au moins trois lettres.',
  'query-short-fuzzy': 'Un mot où une faute est admise a au moins quatre lettres.',
  'query-long-fuzzy': 'Un mot où une faute est admise ne peut pas être aussi long.',
  'query-misplaced-wildcard': 'Un seul * ou ~, à la fin d’un mot et nulle part ailleurs.',
  'query-wildcard-in-phrase': 'Une locution ne contient ni * ni ~ ; écrivez par exemple euro BEFORE/1 zon*.',
  'query-unknown-target': ['Aucune cible ne se nomme « {target} ».', 'Aucune cible ne porte ce nom.'],
  'query-nothing-required':
    'Rien ne doit être présent : presque tous les documents correspondraient. Ajoutez un mot ou une condition.',
  'query-no-inflection': [
    'Les formes fléchies sont connues pour {languages} ; en « {language} », un mot nu vaut tel qu’il est écrit.',
    'Les formes fléchies de cette langue ne sont pas connues : un mot nu vaut tel qu’il est écrit.',
  ],
};
