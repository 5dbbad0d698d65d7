import { acceptLink } from '../../actions/accept-link.ts';
import { linkIdentity, unlinkIdentity } from '../../actions/link-identity.ts';
import { reauthenticateByIdentity, sessionOfIdentity } from '../../actions/session-of-identity.ts';
import { Refusal } from '../../errors.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  accountIdentity,
  identityAnswer,
  identityAsked,
  identityProvider,
  identityRequest,
  unlinkedIdentity,
} from '../../schema/wire/identity.ts';
import { madeThing } from '../../schema/wire/people.ts';
import { linkPath, session } from '../../schema/wire/session.ts';
import type { IdentityProvider } from '../identity/identity-provider.ts';
import { route } from '../route.ts';
import { shownSession } from '../shown-session.ts';

/** The page that the other house sends people back to. */
const RETURN = '/identity';

function asked(provider: IdentityProvider | undefined): IdentityProvider {
  if (provider) return provider;
  throw new Refusal('not-found', 'identity-none', 'This desk asks no other house who people are.');
}

/** By what another house says of people (OpenID Connect). */
export const IDENTITY_ROUTES = [
  route({
    method: 'GET',
    path: '/identity',
    summary: 'Which other house says who people are',
    scope: 'anybody',
    labels: 'unmarked',
    answer: identityProvider,
    handle: async ({ identities }) => (identities ? { name: identities.name } : {}),
  }),
  route({
    method: 'POST',
    path: '/identity/requests',
    summary: 'Begin to ask it: where the browser goes',
    scope: 'anybody',
    labels: 'own',
    isSecret: true,
    body: identityAsked,
    answer: identityRequest,
    handle: ({ identities, site, body }) => asked(identities).ask(body.purpose, `${site.origin}${RETURN}`),
  }),
  route({
    method: 'POST',
    path: '/session/identity',
    summary: 'Sign in by its answer',
    scope: 'anybody',
    labels: 'own',
    isSecret: true,
    body: identityAnswer,
    answer: session,
    async handle({ desk, client, cookie, identities, body }) {
      const identity = await asked(identities).answer('sign-in', body);
      const begun = await sessionOfIdentity(desk, { ...identity, client });
      cookie.keep(begun);
      return shownSession(begun.session);
    },
  }),
  route({
    method: 'POST',
    path: '/session/proof/identity',
    summary: 'Prove once more who one is by its answer',
    scope: 'write',
    labels: 'own',
    isSecret: true,
    body: identityAnswer,
    answer: session,
    async handle({ desk, session: own, identities, body }) {
      const signedIn = own();
      return shownSession(
        await reauthenticateByIdentity(desk, signedIn, await asked(identities).answer('proof', body)),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/links/:secret/identity',
    summary: 'Use a link that counts once: sign in by the other house from now on',
    scope: 'anybody',
    labels: 'own',
    isSecret: true,
    params: linkPath,
    body: identityAnswer,
    answer: session,
    async handle({ desk, client, cookie, identities, params, body }) {
      const { provedAt, ...identity } = await asked(identities).answer('link', body);
      await acceptLink(desk, params.secret, { identity, client });
      const begun = await sessionOfIdentity(desk, { ...identity, provedAt, client });
      cookie.keep(begun);
      return shownSession(begun.session);
    },
  }),
  route({
    method: 'POST',
    path: '/accounts/:id/identities',
    summary: 'Let an account sign in as who it is to the other house',
    scope: 'administer',
    labels: 'in-sight',
    isFresh: true,
    params: byId,
    body: accountIdentity,
    answer: madeThing,
    async handle({ desk, actor, identities, params: { id }, body: { subject } }) {
      await linkIdentity(desk, actor, { accountId: id, issuer: asked(identities).issuer, subject });
      return { id };
    },
  }),
  route({
    method: 'DELETE',
    path: '/accounts/:id/identities',
    summary: 'Let an account sign in by the other house no more; its sessions end',
    scope: 'administer',
    labels: 'in-sight',
    isFresh: true,
    params: byId,
    answer: unlinkedIdentity,
    handle: ({ desk, actor, identities, params: { id } }) =>
      unlinkIdentity(desk, actor, { accountId: id, issuer: asked(identities).issuer }),
  }),
];
