interface FieldSpan {
  readonly start: number;
  readonly end: number;
  readonly field: 'title' | 'text';
}

/** Returns the places of several questions in one field, in order; those that overlap are one. */
export function mergedSpans(spans: readonly FieldSpan[], field: FieldSpan['field']) {
  const merged: { start: number; end: number }[] = [];
  const own = spans.filter((span) => span.field === field).sort((one, other) => one.start - other.start);
  for (const { start, end } of own) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
