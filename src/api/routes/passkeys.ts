import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { finishPasskey, listPasskeys, removePasskey, startPasskey } from '../../actions/enrol-passkey.ts';
import { listWaysIn } from '../../actions/own-ways-in.ts';
import {
  finishPasskeySignIn,
  reauthenticateWithPasskey,
  startPasskeyReauthentication,
  startPasskeySignIn,
} from '../../actions/sign-in-with-passkey.ts';
import { byId } from '../../schema/wire/fields.ts';
import { newPasskey, ownPasskeys, passkeyAnswer, passkeyRequest, waysIn } from '../../schema/wire/passkey.ts';
import { madeThing } from '../../schema/wire/people.ts';
import { session } from '../../schema/wire/session.ts';
import { route } from '../route.ts';
import { shownSession } from '../shown-session.ts';

/** Its form is for the package to check, which takes it apart. */
const created = (response: object) => response as unknown as RegistrationResponseJSON;
const proved = (response: object) => response as unknown as AuthenticationResponseJSON;

/** Keys that a browser, a phone or a thing to plug in holds. */
export const PASSKEY_ROUTES = [
  route({
    method: 'GET',
    path: '/ways-in',
    summary: 'By what one’s own account can sign in',
    scope: 'read',
    labels: 'own',
    answer: waysIn,
    handle: ({ desk, actor, session: own }) => {
      own();
      return listWaysIn(desk, actor);
    },
  }),
  route({
    method: 'GET',
    path: '/passkeys',
    summary: 'The passkeys of one’s own account',
    scope: 'read',
    labels: 'own',
    answer: ownPasskeys,
    handle: async ({ desk, actor }) => ({ passkeys: await listPasskeys(desk, actor) }),
  }),
  route({
    method: 'POST',
    path: '/passkeys/start',
    summary: 'Begin to take a passkey: what the browser is to be asked',
    scope: 'write',
    labels: 'own',
    isLasting: true,
    isSecret: true,
    isFresh: true,
    answer: passkeyRequest,
    handle: async ({ desk, session: own, site }) => ({ options: await startPasskey(desk, own(), site) }),
  }),
  route({
    method: 'POST',
    path: '/passkeys',
    summary: 'Take a passkey that a browser has made',
    scope: 'write',
    labels: 'own',
    isLasting: true,
    isSecret: true,
    isFresh: true,
    body: newPasskey,
    answer: madeThing,
    handle: ({ desk, session: own, site, body: { name, response } }) =>
      finishPasskey(desk, own(), { site, name, response: created(response) }),
  }),
  route({
    method: 'DELETE',
    path: '/passkeys/:id',
    summary: 'Take one of one’s passkeys away, but not the last way in',
    scope: 'write',
    labels: 'own',
    isLasting: true,
    isFresh: true,
    params: byId,
    answer: madeThing,
    handle: ({ desk, session: own, params }) => removePasskey(desk, own(), params.id),
  }),
  route({
    method: 'POST',
    path: '/session/passkey/start',
    summary: 'Begin to sign in by a passkey: what the browser is to be asked',
    scope: 'anybody',
    labels: 'own',
    isSecret: true,
    answer: passkeyRequest,
    handle: async ({ desk, site }) => ({ options: await startPasskeySignIn(desk, site) }),
  }),
  route({
    method: 'POST',
    path: '/session/passkey',
    summary: 'Sign in by a passkey',
    scope: 'anybody',
    labels: 'own',
    isSecret: true,
    body: passkeyAnswer,
    answer: session,
    async handle({ desk, client, cookie, site, body }) {
      const begun = await finishPasskeySignIn(desk, { site, client, response: proved(body.response) });
      cookie.keep(begun);
      return shownSession(begun.session);
    },
  }),
  route({
    method: 'POST',
    path: '/session/proof/passkey/start',
    summary: 'Begin to prove once more who one is by a passkey',
    scope: 'write',
    labels: 'own',
    isSecret: true,
    answer: passkeyRequest,
    handle: async ({ desk, session: own, site }) => ({
      options: await startPasskeyReauthentication(desk, own(), site),
    }),
  }),
  route({
    method: 'POST',
    path: '/session/proof/passkey',
    summary: 'Prove once more who one is, by a passkey',
    scope: 'write',
    labels: 'own',
    isSecret: true,
    body: passkeyAnswer,
    answer: session,
    handle: async ({ desk, session: own, site, body }) =>
      shownSession(await reauthenticateWithPasskey(desk, own(), { site, response: proved(body.response) })),
  }),
];
