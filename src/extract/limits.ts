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
/** Files in an archive; a large DOCX has some hundreds. */
export const MOST_ENTRIES = 10_000;
/** Bytes of all files of an archive together, unpacked. */
export const LARGEST_UNPACKED = 256 * 1024 * 1024;
/** Unpacked bytes for each packed one: XML of an office document has 10 to 40. It counts from some size on. */
export const MOST_RATIO = 200;
export const RATIO_COUNTS_FROM = 4 * 1024 * 1024;
/** Pages and characters of a PDF file. */
export const MOST_PAGES = 10_000;
export const LONGEST_PDF_TEXT = 30_000_000;
/** Mails inside one another, and attachments of all of them together. */
export const DEEPEST_MAIL = 5;
export const MOST_PARTS = 200;
/** Records of a web archive. */
export const MOST_RECORDS = 1_000_000;
