import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterEach, describe } from 'vitest';

/** Where Debian puts it, and others. The one without windows draws the same, and starts and draws with less. */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const found = PLACES.find((place) => existsSync(place));
// biome-ignore lint/style/noProcessEnv: a switch of the tests alone
const isRequired = process.env['VIGIE_REQUIRE_BROWSER'] === '1';

/** Milliseconds that are waited for something in a page. */
const PATIENCE = 30_000;
/** What tests listen to. */
const LISTENED = ['request', 'requestfinished', 'requestfailed', 'response', 'dialog', 'download', 'console'] as const;

/** What somebody does in a real browser; left out, and counted as such, where there is none, unless one is required. */
export const journeys = describe.skipIf(found === undefined && !isRequired);

/** What a page is opened with. */
export interface Opening {
  readonly language?: string;
  readonly width?: number;
  readonly height?: number;
  readonly isDark?: boolean;
  /** A new one that nobody gets behind: for what changes the browser itself, such as keys, and for what is no page of a desk. */
  readonly isOwn?: boolean;
}

type Opened = Required<Pick<Opening, 'language' | 'isOwn'>> & { readonly page: Page };

/** The browser of this worker, which ends with it: each file would wait for one else. */
let browser: Promise<Browser> | undefined;
/** Pages that remember nothing of the tests that had them, but have read the scripts of the desk: a new one costs as much as three. */
const spare: Opened[] = [];

/** Returns what opens pages, each in a profile of its own that remembers nothing; it takes them away behind each test. */
export function browserPages(): (opening?: Opening) => Promise<Page> {
  const open: Opened[] = [];
  afterEach(async () => {
    for (const opened of open.splice(0)) await putAway(opened);
  });
  return async ({ language = 'en-GB', width = 1440, height = 900, isDark = false, isOwn = false } = {}) => {
    const place = spare.findIndex((kept) => !isOwn && kept.language === language);
    const [kept] = place === -1 ? [] : spare.splice(place, 1);
    const page = kept?.page ?? (await newPage(language));
    open.push({ language, isOwn, page });
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
    return page;
  };
}

async function newPage(language: string): Promise<Page> {
  if (found === undefined) throw new Error(`There is no browser at any of ${PLACES.join(', ')}.`);
  browser ??= chromium.launch({ executablePath: found, args: ['--no-sandbox'] });
  // Of the houses of tests nobody vouches for the certificates.
  const profile = { ignoreHTTPSErrors: true, locale: language, reducedMotion: 'reduce' } as const;
  return (await (await browser).newContext(profile)).newPage();
}

/** Keeps a page that can forget what it knows, and closes any other. */
async function putAway(opened: Opened): Promise<void> {
  const isKept = !opened.isOwn && (await hasForgotten(opened.page));
  if (isKept) spare.push(opened);
  else await opened.page.context().close();
}

async function hasForgotten(page: Page): Promise<boolean> {
  const profile = page.context();
  if (profile.pages().length !== 1) return false;
  try {
    for (const event of LISTENED) page.removeAllListeners(event);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    page.setDefaultTimeout(PATIENCE);
    // At the same address, so that the browser goes on with the same program; no page of the desk, which would go on asking and storing.
    await page.goto(new URL('/api/none', page.url()).href);
    await page.evaluate('localStorage.clear(), sessionStorage.clear()');
    await profile.clearCookies();
    return true;
  } catch {
    // Closed, crashed, or never at a desk: another one takes its place.
    return false;
  }
}
