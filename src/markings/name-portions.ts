/** Returns “portion 4”, “portions 1, 2 and 4”, “portions 1 to 8 and 10”; places are from 0 on and ascend. */
export function namePortions(places: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last && last.to === place - 1) last.to = place;
    else runs.push({ from: place, to: place });
  }
  const texts = runs.flatMap(({ from, to }) => {
    if (to - from >= 2) return [`${from + 1} to ${to + 1}`];
    return from === to ? [`${from + 1}`] : [`${from + 1}`, `${to + 1}`];
  });
  if (places.length === 1) return `portion ${texts[0]}`;
  return texts.length === 1 ? `portions ${texts[0]}` : `portions ${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

/** Returns “portion 4 has”, “portions 1 and 2 have”. */
export function portionsHave(places: readonly number[]): string {
  return `${namePortions(places)} ${places.length === 1 ? 'has' : 'have'}`;
}
