/** How orders and targets are called in files and in expressions. */
export const IDENTIFIER = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,99}$/u;
