/** Bytes for an address of the web. */
export interface PostRequest {
  readonly address: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What came of posting them: the status of an answer, whose body is not read, or why there is none. */
export type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: number | undefined }
  | {
      readonly kind: 'failed';
      readonly code: string;
      /** Whether the other side may have the whole of it. */
      readonly mayHaveCome: boolean;
      /** Whether it fails for as long as the address is this one. */
      readonly isFinal: boolean;
    };
