import { createRequire } from 'node:module';
import type { Robot } from 'robots-parser';
import { SourceFailure } from '../source-failure.ts';

type RobotsParser = (address: string, text: string) => Robot;
// Its types tell of a default export that Node does not give.
const robotsParser = createRequire(import.meta.url)('robots-parser') as RobotsParser;

/** How robots.txt was answered: its status and first bytes, or why there was no answer at all. */
export interface RobotsAnswer {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly failure?: SourceFailure | undefined;
  /** Seconds for which the answer says that it may be kept. */
  readonly maxAge?: number | undefined;
}
export type AskForRobots = (address: string) => Promise<RobotsAnswer>;

/** Bytes of robots.txt that are to be asked for; the rest is not read (RFC 9309, 2.5). */
export const LONGEST_ROBOTS = 500 * 1024;
const DAY_MS = 24 * 3600 * 1000;
/** How long a site whose robots.txt cannot be had is left alone, before it is asked for again. */
const UNREACHABLE_MS = 10 * 60 * 1000;
const LEAST_KEPT_MS = 60 * 1000;
/** Seconds; a longer delay is cut to it, since one page an hour is a refusal that robots.txt can say otherwise. */
const LONGEST_CRAWL_DELAY = 60;
const MOST_SITES = 2_000;

interface SiteRules {
  readonly robot: Robot;
  /** Whether some of the rules speak to this program by name. */
  readonly namesUs: boolean;
}
type Rules = SiteRules | 'none' | SourceFailure;
interface Kept {
  readonly rules: Promise<Rules>;
  until: number;
}

/**
 * What the sites say to robots (RFC 9309), kept for at most a day. A file that is not there (4xx) allows everything; one
 * that cannot be had (5xx, 429, no answer) forbids everything for ten minutes.
 */
export class RobotsRules {
  readonly #agent: string;
  readonly #ask: AskForRobots;
  readonly #now: () => number;
  readonly #sites = new Map<string, Kept>();

  /** `agent` is the name to which the rules speak, without version. */
  constructor(agent: string, ask: AskForRobots, now: () => number) {
    this.#agent = agent;
    this.#ask = ask;
    this.#now = now;
  }

  /**
   * Returns the delay in seconds that the site asks for between two requests. Throws `SourceFailure` (`fetch-robots`)
   * where it does not want `url` to be fetched; with `named`, only where it says so to this program by name. A site that
   * could not be reached is told by the failure itself.
   */
  async check(url: URL, kind: 'obey' | 'named'): Promise<number> {
    const rules = await this.#rulesOf(url.origin);
    if (rules === 'none') return 0;
    if (rules instanceof SourceFailure) {
      if (kind === 'named') return 0;
      throw rules;
    }
    const binds = kind === 'obey' || rules.namesUs;
    if (binds && rules.robot.isAllowed(url.href, this.#agent) === false) {
      throw new SourceFailure('fetch-robots', `The robots.txt of ${url.host} asks not to fetch this.`);
    }
    return Math.min(Math.max(0, rules.robot.getCrawlDelay(this.#agent) ?? 0), LONGEST_CRAWL_DELAY);
  }

  #rulesOf(origin: string): Promise<Rules> {
    const now = this.#now();
    const kept = this.#sites.get(origin);
    if (kept && kept.until > now) return kept.rules;
    this.#sites.delete(origin);
    const oldest = this.#sites.size >= MOST_SITES ? this.#sites.keys().next().value : undefined;
    if (oldest !== undefined) this.#sites.delete(oldest);
    // Kept before it is there, so that many requests at once ask but once.
    const entry: Kept = { until: now + UNREACHABLE_MS, rules: this.#load(origin, (ms) => (entry.until = now + ms)) };
    this.#sites.set(origin, entry);
    return entry.rules;
  }

  async #load(origin: string, keepFor: (ms: number) => void): Promise<Rules> {
    const address = `${origin}/robots.txt`;
    const { status, bytes, maxAge, failure } = await this.#ask(address);
    if (failure) return failure;
    if (status === 429 || status >= 500) {
      const message = `Whether ${new URL(origin).host} may be read is not known: its robots.txt cannot be had (${status}).`;
      return new SourceFailure('fetch-robots-unreachable', message, UNREACHABLE_MS / 1000);
    }
    keepFor(maxAge === undefined ? DAY_MS : Math.min(Math.max(maxAge * 1000, LEAST_KEPT_MS), DAY_MS));
    if (status >= 400) return 'none';
    const text = new TextDecoder('utf-8').decode(bytes);
    return { robot: robotsParser(address, text), namesUs: names(text, this.#agent) };
  }
}

function names(text: string, agent: string): boolean {
  return text.split(/[\r\n]+/).some((line) => {
    const [field = '', value = ''] = line.replace(/#.*/, '').split(':');
    return (
      field.trim().toLowerCase() === 'user-agent' && value.split('/')[0]!.trim().toLowerCase() === agent.toLowerCase()
    );
  });
}
