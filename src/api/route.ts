import type { z } from 'zod';
import type { Actor } from '../actions/actor.ts';
import type { Desk } from '../actions/desk.ts';
import type { PasskeySite } from '../actions/enrol-passkey.ts';
import type { PrintCopy } from '../actions/read-copy-file.ts';
import type { SignInClient } from '../actions/sign-in-client.ts';
import type { NewSession, SignedIn } from '../actions/signed-in.ts';
import type { TokenScope } from '../domain/token-scope.ts';
import type { IdentityProvider } from './identity/identity-provider.ts';
import type { SealedCursors } from './sealed-cursors.ts';
import type { SourceRuns } from './source-runs.ts';
import type { VerifiedLog } from './verified-log.ts';

/**
 * What a token must be for; whoever is signed in has all of it, within their roles. `anybody`: who asks is not known, and can do
 * nothing but prove who they are.
 */
export type Scope = TokenScope | 'anybody';

/**
 * How what a route answers is kept from those who may not read it. `by-policy`: it comes from rows that the database shows to
 * the caller. `in-sight`: an action shows administrators or inspectors what its own rule lets them see. `own`: it is of the
 * caller alone. `unmarked`: nothing of it carries a marking.
 */
export type LabelBehaviour = 'by-policy' | 'in-sight' | 'own' | 'unmarked';

/** Who asks, and what they sent. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly cursors: SealedCursors;
  readonly runs: SourceRuns;
  /** Returns a signal that is given once nobody waits for the answer any more. */
  gone(): AbortSignal;
  /** Returns the session of who asks; a program has none (`token-scope`). */
  session(): SignedIn;
  /** What came of verifying the log, just now or a moment ago. */
  verifiedLog(): Promise<VerifiedLog>;
  /** As what passkeys know the desk: by how it was asked. */
  readonly site: PasskeySite;
  /** The other house that says who people are, where the desk asks one. */
  readonly identities?: IdentityProvider | undefined;
  /** Whether this is an example on the machine of whoever looks at it. */
  readonly isExample: boolean;
  /** Makes a PDF file of a copy. */
  readonly print: PrintCopy;
  /** What asks, as far as the connection tells. */
  readonly client: SignInClient;
  /** What the browser keeps of a session. */
  readonly cookie: { keep(begun: NewSession): void; forget(): void };
}

/** Bytes with their type, for a route whose answer is no JSON: to be saved, or our own that a program shows. */
export type RawAnswer = { readonly mediaType: string; readonly bytes: Uint8Array } & (
  | { readonly fileName: string }
  | { readonly isShown: true }
);

interface RouteParts<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api`; `:id` is a parameter. */
  readonly path: string;
  /** What it does, in a few words. */
  readonly summary: string;
  readonly scope: Scope;
  readonly labels: LabelBehaviour;
  /** Who decides something of weight has proved who they are within minutes. */
  readonly isFresh?: true;
  /** What it makes outlasts the session: whoever only looks at an example as somebody may not. */
  readonly isLasting?: true;
  /** A token may come as the password of Basic authentication, which is all that some programs know. */
  readonly takesBasic?: true;
  /** What is sent or answered is a secret: it is kept nowhere, also not under a key. */
  readonly isSecret?: true;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** What is sent back: a field that is not named here never leaves. `raw` are bytes, nothing is no content. */
  readonly answer?: Answer | 'raw';
  handle(call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<unknown>;
}

/** One thing that can be asked of the desk over HTTP. */
export type Route = RouteParts<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/** Returns a route whose handler knows what its schemas let through. */
export function route<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
>(parts: RouteParts<Params, Query, Body, Answer>): Route {
  return parts as unknown as Route;
}
