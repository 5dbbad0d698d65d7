import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HitEvidence } from '../src/ranking/features.ts';
import { seededNumbers } from './seeded-numbers.ts';
import { type Advisory, notesOf, readAdvisories, readSpeeches } from './streams.ts';

/** A hit of a question, with a label that stands for a person's judgement and that the features do not hold. */
export interface LabelledHit {
  readonly evidence: HitEvidence;
  readonly relevant: boolean;
}

/** The hits of one question over one stream, in the order in which they came. */
interface LabelledStream {
  readonly name: string;
  readonly hits: readonly LabelledHit[];
}

/** Units of text that are read on each side of a match. */
const AROUND = 300;
const MOST_PASSAGES = 3;

/** What the engine would hand on: the text around the first matches, and how many there are. Undefined without any. */
function evidenceOf(title: string, text: string, words: RegExp, more: Partial<HitEvidence>): HitEvidence | undefined {
  const inTitle = title.search(words) >= 0;
  const places = [...text.matchAll(words)].map(({ index }) => index);
  if (places.length === 0 && !inTitle) return undefined;
  const passages: string[] = [];
  let reached = 0;
  for (const place of places.length > 0 ? places : [0]) {
    if (place < reached || passages.length === MOST_PASSAGES) continue;
    reached = place + AROUND;
    passages.push(text.slice(Math.max(0, place - AROUND), reached));
  }
  return { title, passages, matchedSpans: places.length + Number(inTitle), inTitle, ...more };
}

/** The same hits in an order drawn once. */
function shuffled(hits: readonly LabelledHit[], seed: number): LabelledHit[] {
  const below = seededNumbers(seed);
  const order = [...hits];
  for (let place = order.length - 1; place > 0; place--) {
    const other = below(place + 1);
    [order[place], order[other]] = [order[other]!, order[place]!];
  }
  return order;
}

const COLD_WAR = { from: '1947-03-12', until: '1991-12-26' };

/** Speeches that speak of war, shuffled; relevant are those of the Cold War, or those of one speaker. */
function speeches(streams: string): LabelledStream[] {
  const hits = readSpeeches(streams).flatMap(({ id, speaker, text }) => {
    const evidence = evidenceOf('', text, /\bwars?\b/gi, { language: 'en' });
    return evidence ? [{ evidence, day: id.slice(0, 10), speaker }] : [];
  });
  const label = (name: string, isRelevant: (hit: { day: string; speaker: string }) => boolean): LabelledStream => ({
    name,
    hits: shuffled(
      hits.map((hit) => ({ evidence: hit.evidence, relevant: isRelevant(hit) })),
      20121106,
    ),
  });
  return [
    label('speeches on war: held in the Cold War', ({ day }) => day >= COLD_WAR.from && day < COLD_WAR.until),
    label('speeches on war: by L. B. Johnson', ({ speaker }) => speaker.includes('Lyndon B. Johnson')),
  ];
}

/** Notes that name the label, or the company. */
const TELLING = /sector|countries|headquarters|disclaimer|notice|recommended/i;

/** Advisories that speak of remote attacks, by date; relevant are those for one sector, as their authors list them. */
function advisories(streams: string): LabelledStream[] {
  const day = ({ document }: Advisory) => document.tracking.initial_release_date ?? '';
  const hits = readAdvisories(streams)
    .sort((one, other) => day(one).localeCompare(day(other)))
    .flatMap((advisory) => {
      const { document } = advisory;
      const sectors = (document.notes ?? []).find(({ title = '' }) => /sector/i.test(title))?.text ?? '';
      const evidence = evidenceOf(document.title, notesOf(advisory, TELLING), /\bremote(?:ly)?\b/gi, {
        language: 'en',
      });
      return evidence ? [{ evidence, sectors }] : [];
    });
  return ['Energy', 'Healthcare', 'Communications'].map((sector) => ({
    name: `advisories on remote attacks: sector ${sector}`,
    hits: hits.map(({ evidence, sectors }) => ({ evidence, relevant: sectors.includes(sector) })),
  }));
}

/** Interventions on children and families in the French Assembly, as spoken; relevant are those of the right. */
function debates(streams: string): LabelledStream[] {
  const folder = join(streams, 'assemblee-fr');
  const hits = readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const xml = readFileSync(join(folder, name), 'utf8');
      return [...xml.matchAll(/<mpt:metadata ([^>]*)>([\s\S]*?)<\/mpt:metadata>/g)].flatMap(([, about, speech]) => {
        const wing = /\bwing="(\w+)"/.exec(about!)?.[1];
        const text = speech!.replace(/<[^>]*>/g, ' ').trim();
        if (wing === undefined || text.length < 200) return [];
        const evidence = evidenceOf('', text, /(?<!\p{L})(?:enfants?|familles?)(?!\p{L})/giu, { language: 'fr' });
        return evidence ? [{ evidence, relevant: wing === 'right' }] : [];
      });
    });
  return [{ name: 'French Assembly on children and families: spoken from the right', hits }];
}

/** Returns the labelled streams below `streams`, none of which holds its label in what the model reads. */
export function labelledStreams(streams: string): LabelledStream[] {
  return [...speeches(streams), ...advisories(streams), ...debates(streams)];
}
