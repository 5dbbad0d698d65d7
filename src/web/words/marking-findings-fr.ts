import type { Sentences } from './said.ts';

/** Ce qu’il y a à dire d’un marquage, quel qu’en soit le système, et de ceux de TLP et du bureau. */
export const markingFindingsFr: Sentences = {
  'marking-empty': 'Il n’y a pas de marquage ici ; écrivez au moins un niveau.',
  'marking-too-long': 'Un marquage a au plus 4 096 signes ; donnez-le seul, sans le texte qui suit.',
  'marking-parenthesis': 'Les parenthèses vont par deux autour d’un marquage de portion, et nulle part ailleurs.',
  'marking-empty-category': 'Il n’y a rien entre ces barres obliques, ou derrière elles ; retirez celles de trop.',
  'marking-lower-case': 'Un marquage s’écrit en capitales.',
  'marking-spacing': 'Un marquage n’a pas d’espace près de ses barres obliques, et jamais deux de suite.',
  'marking-look-alike': 'Une lettre d’un autre alphabet remplace ici celle qui lui ressemble ; retapez-la.',
  'marking-odd-character': 'Une espace, un tiret ou une barre n’est pas celle du clavier ; retapez-la.',
  'marking-invisible': 'Le marquage contient un signe invisible ; retapez-le.',
  'marking-declassify-on': 'Le jour de déclassification n’est pas valable.',
  'marking-invalid': [
    '« {marking} » n’est pas un marquage valable dans le système {scheme}.',
    'Ce marquage n’est pas valable dans ce système.',
  ],
  'marking-invalid/desk': '« {marking} » n’est pas un marquage valable du bureau.',
  'marking-invalid/tlp': '« {marking} » n’est pas un marquage TLP valable.',
  'marking-invalid/us-capco': '« {marking} » n’est pas un marquage américain valable.',
  'marking-unknown-scheme': [
    'Il n’y a pas ici de système de marquage « {scheme} » ; il y a {schemes}.',
    'Ce système de marquage n’existe pas ici.',
  ],
  'marking-need-to-know': 'Un marquage nomme au plus 20 listes de 50 groupes.',
  'marking-raise-lower': [
    '{marking} est moins que ce que les portions forment ensemble ; avec lui, le tout est au moins {least}.',
    'C’est moins que ce que les portions forment ensemble : une bannière n’est jamais abaissée.',
  ],
  'marking-raise-reason': 'Dites pourquoi le tout est marqué plus haut que ses portions.',
  'marking-raise-invalid': 'Ce marquage n’est pas valable.',
  'marking-raise-nothing': 'Il n’y a pas de portion : rien ne peut être relevé.',
  'portion-mark-inside':
    'Ceci se lit comme un marquage et n’est pas au début d’une portion ; commencez-en une ici, après une ligne vide.',
  'portion-unmarked': 'Cette portion n’est pas marquée, alors que d’autres le sont ; non marqué n’est pas public.',
  'portion-unsure': 'Une lettre entre parenthèses pourrait être un marquage ; elle n’est pas prise pour tel.',
  'tlp-not-a-label': [
    'Ce n’est pas un marquage TLP ; il y a {labels}, que PAP:RED et semblables peuvent suivre après une espace.',
    'Ce n’est pas un marquage TLP.',
  ],
  'tlp-unknown-label': [
    '« {what} » n’existe pas ; il y a {labels}, qui ne se traduisent jamais.',
    'STRICT ne complète que AMBER : il y a TLP:AMBER+STRICT et TLP:RED, et pas {strict}.',
    'Le signe plus fait partie du marquage : écrivez {canonical}.',
    'Ce n’est pas une couleur de TLP 2 et de PAP.',
  ],
  'tlp-plus-missing': 'Le signe plus fait partie du marquage ; il a été lu comme {canonical}.',
  'tlp-white': 'TLP:WHITE est un marquage de TLP 1 ; il a été lu comme TLP:CLEAR, son nom dans TLP 2.',
  'tlp-pap-white': 'PAP:WHITE est l’ancien nom ; il a été lu comme PAP:CLEAR.',
  'tlp-unknown-pap': 'Ce marquage PAP n’existe pas ; il y a PAP:CLEAR, PAP:GREEN, PAP:AMBER et PAP:RED.',
  'tlp-space': 'Ce marquage n’a pas d’espace en son milieu : écrivez {canonical}.',
  'tlp-case': 'Ces marquages s’écrivent en capitales : {canonical}.',
  'tlp-look-alike': 'Un signe ne fait que ressembler à celui du marquage : écrivez {canonical}.',
  'tlp-invisible-sign': 'Le marquage contient un signe invisible : écrivez {canonical}.',
  'tlp-odd-space': 'Une espace n’est pas celle du clavier : écrivez {canonical}.',
  'tlp-outer-space': 'Il y a des espaces autour du marquage : écrivez {canonical}.',
  'tlp-separator': 'Une seule espace sépare le marquage TLP du marquage PAP.',
  'tlp-not-version-1': 'TLP 1 n’a pas de marquage {what} ; il a {labels}.',
  'tlp-version-1-unsure':
    'Ce {what} est de TLP 1, où il voulait parfois dire ce que TLP 2 appelle TLP:AMBER+STRICT ; demandez à la source, ou choisissez-le à la main.',
  'tlp-clear-with-audience': 'TLP:CLEAR ne limite rien ; pour nommer un public, prenez TLP:GREEN.',
  'tlp-audience-too-wide':
    '{label} ne s’adresse pas à des groupes si larges : RED nomme des personnes, AMBER+STRICT des organisations, AMBER leurs clients aussi.',
  'tlp-no-audience': 'Son public est vide : personne ne peut le lire. Demandez à la source.',
  'tlp-no-portions': 'Il n’y a pas de portion d’où tirer un marquage ; donnez-en un à l’ensemble.',
  'tlp-no-common-audience':
    'Les portions s’adressent à des groupes différents, et aucun ne peut les lire toutes : personne ne peut lire l’ensemble. Demandez aux sources, ou coupez-le.',
  'desk-not-a-marking': [
    'Ce n’est pas un marquage du bureau : il commence par {levels}.',
    'Ce marquage contient ce que le registre du bureau ne connaît pas.',
  ],
  'desk-unknown-level': 'Un marquage du bureau commence par son niveau : {levels}.',
  'desk-unknown-control': 'Le contrôle « {what} » n’existe pas ; il y a {controls}.',
  'desk-embargo-not-an-instant': 'Un embargo nomme un instant qui existe, par exemple EMBARGO UNTIL 2026-11-20T18:00Z.',
  'desk-embargo-without-time': 'Le jour seul ne dit pas quand il finit : ajoutez l’heure et le fuseau, T18:00Z.',
  'desk-embargo-without-zone':
    'Il manque le fuseau de l’heure : Z pour l’heure universelle, ou l’écart avec elle, +01:00.',
  'desk-look-alike': 'Un signe ne fait que ressembler à celui du marquage. Écrivez {canonical}.',
  'desk-invisible-sign': 'Le marquage contient un signe invisible. Écrivez {canonical}.',
  'desk-odd-space': 'Une espace n’est pas celle du clavier. Écrivez {canonical}.',
  'desk-case': 'Un marquage s’écrit en capitales. Écrivez {canonical}.',
  'desk-form':
    'Ce n’est pas sa forme canonique (ordre, répétition, espaces, barres, noms ou fuseau). Écrivez {canonical}.',
  'desk-no-portions': 'Il n’y a pas de portion d’où tirer un marquage ; donnez-en un à l’ensemble.',
};
