/** Ce que le bureau refuse, par code. */
export const refusalsFr: Readonly<Record<string, string>> = {
  unreachable: 'Le bureau est injoignable.',
};
