import { acceptLink, readLink } from '../../actions/accept-link.ts';
import { endOtherSessions, endSession, listSessions, signOut } from '../../actions/own-sessions.ts';
import { reauthenticate } from '../../actions/reauthenticate.ts';
import { signIn } from '../../actions/sign-in.ts';
import { Refusal } from '../../errors.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  acceptance,
  ended,
  link,
  linkPath,
  ownSessions,
  proofRequest,
  session,
  signInRequest,
} from '../../schema/wire/session.ts';
import { route } from '../route.ts';
import { shownSession } from '../shown-session.ts';

export const SESSION_ROUTES = [
  route({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in',
    scope: 'read',
    labels: 'own',
    answer: session,
    handle: async (call) => shownSession(call.session()),
  }),
  route({
    method: 'POST',
    path: '/session',
    summary: 'Sign in',
    scope: 'anybody',
    labels: 'own',
    isSecret: true,
    body: signInRequest,
    answer: session,
    async handle({ desk, client, cookie, body: { name, password, code } }) {
      const begun = await signIn(desk, { name, password, totp: code, client });
      cookie.keep(begun);
      return shownSession(begun.session);
    },
  }),
  route({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    scope: 'write',
    labels: 'own',
    async handle({ desk, session: own, cookie }) {
      await signOut(desk, own());
      cookie.forget();
    },
  }),
  route({
    method: 'POST',
    path: '/session/proof',
    summary: 'Prove once more who one is',
    scope: 'write',
    labels: 'own',
    isSecret: true,
    body: proofRequest,
    answer: session,
    handle: async ({ desk, session: own, body: { password, code } }) =>
      shownSession(await reauthenticate(desk, own(), { password, totp: code })),
  }),
  route({
    method: 'GET',
    path: '/sessions',
    summary: 'The sessions of one’s own account',
    scope: 'read',
    labels: 'own',
    answer: ownSessions,
    async handle({ desk, actor, session: own }) {
      const { sessionId } = own();
      const sessions = await listSessions(desk, actor);
      return { sessions: sessions.map((one) => ({ ...one, isThis: one.id === sessionId })) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/sessions/:id',
    summary: 'End a session of one’s own account',
    scope: 'write',
    labels: 'own',
    params: byId,
    answer: ended,
    handle: ({ desk, actor, params }) => endSession(desk, actor, params.id),
  }),
  route({
    method: 'DELETE',
    path: '/sessions',
    summary: 'End all sessions of one’s own account but this one',
    scope: 'write',
    labels: 'own',
    answer: ended,
    handle: ({ desk, session: own }) => endOtherSessions(desk, own()),
  }),
  route({
    method: 'GET',
    path: '/links/:secret',
    summary: 'What a link that counts once is for',
    scope: 'anybody',
    labels: 'own',
    params: linkPath,
    answer: link,
    async handle({ desk, params }) {
      const found = await readLink(desk, params.secret);
      if (found) return found;
      throw new Refusal(
        'not-found',
        'link-not-valid',
        'This link cannot be used: it was used before, is over, or is none.',
      );
    },
  }),
  route({
    method: 'POST',
    path: '/links/:secret',
    summary: 'Use a link that counts once: take a password, and sign in with it',
    scope: 'anybody',
    labels: 'own',
    isSecret: true,
    params: linkPath,
    body: acceptance,
    answer: session,
    async handle({ desk, client, cookie, params, body }) {
      const { accountId } = await acceptLink(desk, params.secret, { ...body, client });
      const begun = await signIn(desk, { name: accountId, password: body.password, client });
      cookie.keep(begun);
      return shownSession(begun.session);
    },
  }),
];
