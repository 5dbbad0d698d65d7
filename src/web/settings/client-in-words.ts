/** What a client said that it is (User-Agent), shortened to the browser and the system where both are known. */
export function clientInWords(said: string): string {
  const browser = BROWSERS.find(([sign]) => said.includes(sign))?.[1];
  const system = SYSTEMS.find(([sign]) => said.includes(sign))?.[1];
  return browser === undefined || system === undefined ? said : `${browser} – ${system}`;
}

/** Most say that they are Chrome, and Chrome that it is Safari: whoever says more comes first. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;
