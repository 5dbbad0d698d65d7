import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect } from 'vitest';
import { withFiles } from '../../test/support/real-files.ts';
import { type PageLink, pageLinks } from './page-links.ts';

/** Sites whose addresses tell articles from lists by a rule of their own, which `pageLinks` does not know. */
const SITES: Readonly<Record<string, { readonly at: string; readonly article: RegExp }>> = {
  aktualne: { at: 'https://zpravy.aktualne.cz/', article: /\/r~[\da-f]{20,}\/(?:$|r~)/ },
  cnet: { at: 'https://www.cnet.com/', article: /^\/news\/[^/]+\/$/ },
  'gitlab-blog': { at: 'https://about.gitlab.com/', article: /\/blog\/\d{4}\/\d\d\/\d\d\// },
  gmw: { at: 'http://politics.gmw.cn/', article: /\/content_\d+\.htm$/ },
  'herald-sun-1': { at: 'http://www.heraldsun.com.au/', article: /\/story-/ },
  'iab-1': { at: 'http://www.iab.com/', article: /^\/news\/[^/]+/ },
  'la-nacion': { at: 'http://www.lanacion.com.ar/', article: /^\/\d{7}-/ },
  'lemonde-1': { at: 'http://www.lemonde.fr/', article: /_\d{7}_\d+\.html$/ },
  'lifehacker-working': { at: 'http://lifehacker.com/', article: /^\/\d{7}\/[^/]+$|^\/[^/]+-\d{9,10}$/ },
  medicalnewstoday: { at: 'https://www.medicalnewstoday.com/', article: /^\/articles\/\d+/ },
  'mozilla-1': { at: 'https://www.mozilla.org/', article: /never/ },
  'nytimes-2': { at: 'http://www.nytimes.com/', article: /\/20\d\d\/\d\d\/\d\d\// },
  'nytimes-4': { at: 'https://www.nytimes.com/', article: /\/20\d\d\/\d\d\/\d\d\// },
  'salon-1': { at: 'http://www.salon.com/', article: /^\/20\d\d\/\d\d\/\d\d\// },
  'seattletimes-1': { at: 'https://www.seattletimes.com/', article: /(?:-[a-z\d]+){5,}\/$/ },
  'simplyfound-1': { at: 'http://simplyfound.com/', article: /^\/article\// },
  spiceworks: { at: 'https://community.spiceworks.com/', article: /^\/t\/[^/]+\/\d+/ },
  'tmz-1': { at: 'http://www.tmz.com/', article: /\/20\d\d\/\d\d\/\d\d\// },
  wikia: { at: 'http://fandom.wikia.com/', article: /^\/(?:articles|videos)\/./ },
  'yahoo-4': { at: 'http://news.yahoo.co.jp/', article: /never/ },
};

interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** Links to articles that were taken, other links that were, and links to articles that were not. */
/** How well links are told apart, and how well by the rival: whoever says four words or more leads to an article. */
interface Judged {
  readonly ours: Counts;
  readonly rival: Counts;
}

function judged(path: string): Judged {
  const { at: address, article } = SITES[basename(dirname(path))]!;
  const bytes = readFileSync(path);
  const all = pageLinks(bytes, { address, selector: 'a[href]' }).links;
  const counts = (taken: readonly PageLink[]): Counts => {
    const addresses = new Set(taken.map((link) => link.address));
    const articles = all.filter((link) => article.test(new URL(link.address).pathname));
    const right = articles.filter((link) => addresses.has(link.address)).length;
    return { right, wrong: addresses.size - right, missed: articles.length - right };
  };
  return {
    ours: counts(pageLinks(bytes, { address }).links),
    rival: counts(all.filter(({ text }) => text.split(' ').length >= 4)),
  };
}

function shares(all: readonly Counts[]): { readonly precision: number; readonly recall: number } {
  const sum = (part: keyof Counts) => all.reduce((total, one) => total + one[part], 0);
  const [right, wrong, missed] = [sum('right'), sum('wrong'), sum('missed')];
  return { precision: right / (right + wrong), recall: right / (right + missed) };
}

describe('the links of saved pages', () => {
  withFiles('pages/readability', 'are told apart into articles and the rest', (paths) => {
    const pages = paths
      .filter((path) => basename(path) === 'source.html' && basename(dirname(path)) in SITES)
      .map(judged);
    expect(pages).toHaveLength(Object.keys(SITES).length);
    const [ours, rival] = [shares(pages.map((page) => page.ours)), shares(pages.map((page) => page.rival))];
    // The figures stand in docs/benchmarks.md.
    expect(ours.precision).toBeGreaterThan(0.94);
    expect(ours.recall).toBeGreaterThan(0.91);
    expect(rival.precision).toBeLessThan(ours.precision);
    expect(rival.recall).toBeLessThan(ours.recall);
  });
});
