/** Bytes of a file that is read as a whole. */
export const LARGEST_FILE = 64 * 1024 * 1024;
/** Characters of one line of JSONL. */
export const LONGEST_LINE = 16 * 1024 * 1024;
/** Elements, arrays or objects inside one another: far above any real file, far below any stack. */
export const DEEPEST_NESTING = 500;
/** Tags, attributes and entities of one file; a tree takes about a hundred times the bytes of its markup. */
export const MOST_MARKUP = 1_000_000;
/** Arrays and objects of one JSON value. */
export const MOST_CONTAINERS = 2_000_000;
/** Characters of the YAML in front of a Markdown text. */
export const LONGEST_FRONT_MATTER = 64 * 1024;
/** Elements above which the main text of a page is not looked for: the search is not linear. */
export const MOST_RATED_ELEMENTS = 20_000;
