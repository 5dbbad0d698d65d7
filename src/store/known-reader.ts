/**
 * Yields the id of a reader where the session may know of that reader, else null: that there is somebody has a marking
 * of its own. `column` is one of ours, never anything from outside.
 */
export function knownReader(column: string): string {
  return `(select known.id from vigie.reader as known where known.id = ${column})`;
}

/** A change in the history of a hit, without an assignee of whom the session may not know. */
export const SHOWN_CHANGE = `case when change ? 'assigneeId'
    then change || jsonb_build_object('assigneeId', ${knownReader("(change ->> 'assigneeId')::uuid")})
    else change end`;
