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

/** What somebody does in a real browser; left out, and counted as such, where there is none, unless one is required. */
export const journeys = describe.skipIf(found === undefined && !isRequired);

/** How often a desk of tests looks for changes, in milliseconds: each page that is open has it look, which others pay for. */
export const PACE = { look: 200, sign: 60_000 };

/** What a page is opened with. */
export interface Opening {
  readonly language?: string;
  readonly width?: number;
  readonly height?: number;
  readonly isDark?: boolean;
}

/** The browser of this worker, which ends with it: each file would wait for one else. */
let browser: Promise<Browser> | undefined;

/** Returns what opens pages, each in a profile of its own that remembers nothing; it closes them behind each test. */
export function browserPages(): (opening?: Opening) => Promise<Page> {
  const open: Page[] = [];
  afterEach(async () => {
    for (const page of open.splice(0)) await page.context().close();
  });
  return async ({ language = 'en-GB', width = 1440, height = 900, isDark = false } = {}) => {
    if (found === undefined) throw new Error(`There is no browser at any of ${PLACES.join(', ')}.`);
    browser ??= chromium.launch({ executablePath: found, args: ['--no-sandbox'] });
    const context = await (await browser).newContext({
      // Of the houses of tests, for which nobody vouches.
      ignoreHTTPSErrors: true,
      locale: language,
      viewport: { width, height },
      colorScheme: isDark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    open.push(page);
    return page;
  };
}
