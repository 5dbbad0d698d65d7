/** How orders, targets, groups and readers are called in files, in expressions and in markings. */
export const IDENTIFIER = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,99}$/u;
/** An ISO 639-1 code. */
export const LANGUAGE = /^[a-z]{2}$/;
/** How an order calls its questions and targets. */
export const LETTER = /^[A-Z]{1,2}\d{0,2}$/;
