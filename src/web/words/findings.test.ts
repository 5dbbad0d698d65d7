import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codesListed, codesUsed } from '../../../test/support/codes.ts';
import { ROOT, readSources } from '../../../test/support/source-file.ts';
import { Refusal, type Said } from '../../errors.ts';
import { type MarkingFinding, saidOf } from '../../markings/finding.ts';
import deskRegister from '../../markings/registers/desk.json' with { type: 'json' };
import tlpRegister from '../../markings/registers/tlp.json' with { type: 'json' };
import { standardSchemes } from '../../markings/standard-schemes.ts';
import { check } from '../../query/check.ts';
import { parse } from '../../query/parse.ts';
import { assembleDesk } from '../../schema/assemble-desk.ts';
import { markingMeaning } from '../order-editor/marking-meaning.ts';
import { type Sayable, saidInWords as said } from '../parts/said-in-words.ts';
import { fr } from './fr.ts';
import { sentenceOf } from './said.ts';

/** Told on the command line or of what is sent alone: no page reads markings of these forms, files of readers or whole documents in Markdown. Lists of subscriptions are told by count. */
const NEVER_SHOWN =
  /^(?:capco-block-|dodm-|ism-|stix-|csaf-|label-|spif-|xml-|visibility-|reader-(?:file|double)|register-|sealing-|note-|document-|opml-|post-|report-(?:banner-(?:above|differs)|comment|footnote|mark-inside|structure)$)/;

const tables = [fr.findings, fr.refusals];

/** With plain spaces, whatever French typography puts before its signs. */
function saidInWords(finding: Sayable, among: typeof tables): string | undefined {
  return said(finding, among)?.replace(/[\u00a0\u202f]/g, ' ');
}

const known = { ...fr.findings, ...fr.refusals };
const markings = readFileSync(join(ROOT, 'docs/marking-codes.md'), 'utf8').match(
  /(?<=`)(?:marking-(?!definition)|portion-|capco-|tlp-|desk-)[a-z0-9-]+(?=`)/g,
)!;
const engines = ['src/query', 'src/schema', 'src/domain', 'src/reports', 'src/markings', 'src/sources', 'src/extract'];
const used = engines.flatMap((folder) => [...codesUsed(readSources(folder))]);

function ofMarking(scheme: string, text: string, form: 'portion' | 'banner' = 'portion'): string[] {
  const { findings } = standardSchemes.scheme(scheme).read(text, form);
  return findings.map((finding: MarkingFinding) => saidInWords(saidOf(finding), tables) ?? `! ${finding.message}`);
}

describe('a finding in French', () => {
  it('has a sentence for every code that an engine has and a page can show', () => {
    const all = [...new Set([...used, ...markings])].filter((code) => !NEVER_SHOWN.test(code));
    expect(all.length).toBeGreaterThan(180);
    expect(all.filter((code) => !(code in known))).toEqual([]);
  });

  it('has sentences for codes alone that there are', () => {
    const all = new Set([...used, ...markings, ...codesListed(readFileSync(join(ROOT, 'docs/errors.md'), 'utf8'))]);
    expect(Object.keys(fr.findings).filter((key) => !all.has(key.split('/')[0]!))).toEqual([]);
  });

  it.each([
    ['us-capco', 'S//REL TO USA, XYZ', 'Personne n’est connu derrière le code XYZ : il n’ouvre à personne.'],
    ['us-capco', 'X//NF', '« X » n’est pas un niveau ; les niveaux sont U, R, C, S, TS.'],
    ['us-capco', 'SECRET//NF', /^Le niveau s’écrit ici S :/],
    ['us-capco', 'U//ORCON', /^Cela s’écrit ici OC\.$/],
    ['us-capco', 'U//OC', 'OC ne va qu’avec C, S, TS, et non avec U.'],
    ['us-capco', 'S//NF/OC', 'OC se place avant NF ; chacun ne figure qu’une fois.'],
    ['tlp', 'TLP:PURPLE', /^« TLP:PURPLE » n’existe pas ; il y a TLP:CLEAR/],
    ['tlp', 'TLP:RED+STRICT', /et pas TLP:RED\+STRICT\.$/],
    ['tlp', 'TLP:AMBER-STRICT', 'Le signe plus fait partie du marquage : écrivez TLP:AMBER+STRICT.'],
    ['desk', 'DESK//SECRET', /^Le contrôle « SECRET » n’existe pas ; il y a /],
    ['desk', 'desk', 'Un marquage s’écrit en capitales. Écrivez D.'],
  ])('names what is wrong in %s %s', (scheme, text, sentence) => {
    expect(ofMarking(scheme, text)).toContainEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    );
  });

  it('is there for whatever is typed as a marking', () => {
    const pieces = [
      'S',
      'U',
      'X',
      'SECRET',
      'NF',
      'REL TO USA',
      'REL',
      'OC',
      'RD-CNWDI',
      'SI-G',
      'SAR-BP',
      'SG 99',
      'FGI',
    ];
    const more = [
      'JOINT S',
      '//GBR S',
      'DISPLAY ONLY IRQ',
      'EYES ONLY',
      '20301231',
      'FOUO',
      'SBU',
      'HCS',
      'RD',
      'zz',
      ' ',
    ];
    const all = [...pieces, ...more];
    const texts = all.flatMap((one) =>
      all.flatMap((other) => [`${one}//${other}`, `${one}/${other}`, `(${one} ${other}`]),
    );
    for (const scheme of ['us-capco', 'tlp', 'desk']) {
      for (const form of ['portion', 'banner'] as const) {
        const untold = texts.flatMap((text) => ofMarking(scheme, text, form)).filter((one) => one.startsWith('!'));
        expect([...new Set(untold)]).toEqual([]);
      }
    }
  });

  it('says of a refused marking what is wrong with it', () => {
    const refused = refusalOf(() => standardSchemes.label('desk', 'SECRET'));
    expect(saidInWords(refused, tables)).toBe(
      '« SECRET » n’est pas un marquage valable du bureau. Un marquage du bureau commence par son niveau : PUBLIC (P), DESK (D), SOURCE-PROTECTED (SP).',
    );
  });

  it('names the target, field, sign or currency that an expression has wrongly', () => {
    const lookup = () => undefined;
    const parsed = parse('@nobody AND maison');
    const told = parsed.ok ? check(parsed.expression, { language: 'de', lookup }) : [];
    expect(told.map((finding) => saidInWords(finding, tables))).toEqual([
      'Aucune cible ne se nomme « nobody ».',
      'Les formes fléchies sont connues pour en, fr ; en « de », un mot nu vaut tel qu’il est écrit.',
    ]);
    const wrong = ['titel:a', 'a # b', 'amount > 3 XXQ', 'a AND AND b'].map((text) => {
      const result = parse(text);
      return result.ok ? '' : saidInWords(result.findings[0]!, tables);
    });
    expect(wrong).toEqual([
      expect.stringMatching(/^Le champ « titel » n’existe pas/),
      expect.stringMatching(/^Le signe « # » n’a pas de sens ici/),
      expect.stringMatching(/^« XXQ » n’est pas un code de devise/),
      expect.stringMatching(/^« AND » n’a rien à relier ici/),
    ]);
  });

  it('names the field of a file', () => {
    const source = 'order:\n  id: x\n  titles: y\n  priority: many\n  marking: SECRET\n';
    const { findings } = assembleDesk([{ path: 'x.yaml', source }]);
    const told = findings.map((finding) => saidInWords(finding, tables) ?? `! ${finding.message}`);
    expect(told).toContain('« titles » n’est pas un champ de « order » ; vouliez-vous dire « title » ?');
    expect(told).toContain('Le champ « order.purpose » manque.');
    expect(told.filter((one) => one.startsWith('!'))).toEqual([]);
  });

  it('is not said where what it names is not there', () => {
    expect(sentenceOf(fr.findings, { code: 'desk-unknown-control' })).toBeUndefined();
  });
});

describe('what a marking means in French', () => {
  it('has a sentence for each element of the schemes of the desk and of TLP', () => {
    const { meanings } = fr.orderEditor;
    const levels = deskRegister.levels.map(({ name }) => name);
    const controls = deskRegister.controls.map(({ name }) => `DESK//${name}`);
    const embargo = `DESK//${deskRegister.embargo.name} 2026-11-20T18:00Z`;
    const colours = tlpRegister.colours.map(({ name }) => `TLP:${name}`);
    const actions = tlpRegister.pap.map(({ name }) => `TLP:RED PAP:${name}`);
    const all = [
      ...[...levels, ...controls, embargo].map((text) => markingMeaning('desk', text)),
      ...[...colours, ...actions].map((text) => markingMeaning('tlp', text)),
    ];
    const elements = all.flatMap((meaning) => meaning?.elements ?? []);
    expect([...new Set(elements)].sort()).toEqual(Object.keys(meanings).sort());
  });
});

function refusalOf(act: () => unknown): Said {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.said();
  }
  throw new Error('It was not refused.');
}
