/** Parameters that say where a reader came from, and nothing of what is there. */
const OF_READERS =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|xtor|at_(?:medium|campaign|custom\d)|cmpid|wt_?mc\w*)$/i;

/** Returns an address of the web without its fragment and without what counts readers, or undefined for what is none. */
export function canonicalAddress(text: string, base?: string): string | undefined {
  const written = text.trim();
  if (!URL.canParse(written, base)) return undefined;
  const url = new URL(written, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.hash = '';
  const ofReaders = [...url.searchParams.keys()].filter((name) => OF_READERS.test(name));
  // Others are left as they are written: reading and writing them anew could change what they mean.
  if (ofReaders.length > 0) for (const name of ofReaders) url.searchParams.delete(name);
  return url.href;
}
