import { changePassword } from '../../actions/change-password.ts';
import { confirmTotp, removeTotp, startTotp } from '../../actions/enrol-totp.ts';
import { linkPerson } from '../../actions/make-link.ts';
import { createToken, listTokens, revokeToken } from '../../actions/own-tokens.ts';
import { byId } from '../../schema/wire/fields.ts';
import { madeThing } from '../../schema/wire/people.ts';
import {
  ended,
  madeLink,
  madeToken,
  newToken,
  ownTokens,
  passwordChange,
  recoveryCodes,
  removedTotp,
  totpConfirmation,
  totpStart,
} from '../../schema/wire/session.ts';
import { route } from '../route.ts';

/** What one signs in with, and what programs of one's own do. */
export const CREDENTIAL_ROUTES = [
  route({
    method: 'PUT',
    path: '/password',
    summary: 'Change one’s password; all other sessions end',
    scope: 'write',
    labels: 'own',
    isLasting: true,
    isSecret: true,
    body: passwordChange,
    answer: ended,
    handle: ({ desk, session, body }) => changePassword(desk, session(), body),
  }),
  route({
    method: 'POST',
    path: '/totp/start',
    summary: 'Begin to ask for codes of an app',
    scope: 'write',
    labels: 'own',
    isLasting: true,
    isSecret: true,
    isFresh: true,
    answer: totpStart,
    handle: ({ desk, session }) => startTotp(desk, session()),
  }),
  route({
    method: 'POST',
    path: '/totp',
    summary: 'Ask for codes of an app from now on, as a first code shows that it has the secret',
    scope: 'write',
    labels: 'own',
    isLasting: true,
    isSecret: true,
    isFresh: true,
    body: totpConfirmation,
    answer: recoveryCodes,
    handle: ({ desk, session, body }) => confirmTotp(desk, session(), body),
  }),
  route({
    method: 'DELETE',
    path: '/totp',
    summary: 'Ask for no codes any more',
    scope: 'write',
    labels: 'own',
    isLasting: true,
    isFresh: true,
    answer: removedTotp,
    handle: ({ desk, session }) => removeTotp(desk, session()),
  }),
  route({
    method: 'GET',
    path: '/tokens',
    summary: 'The tokens of one’s own account, without their secrets',
    scope: 'read',
    labels: 'own',
    answer: ownTokens,
    handle: async ({ desk, actor }) => ({ tokens: await listTokens(desk, actor) }),
  }),
  route({
    method: 'POST',
    path: '/tokens',
    summary: 'Make a token by which a program acts as one’s own account',
    scope: 'write',
    labels: 'own',
    isLasting: true,
    isSecret: true,
    isFresh: true,
    body: newToken,
    answer: madeToken,
    async handle({ desk, session, body }) {
      const { actor, sessionId } = session();
      return createToken(desk, actor, { ...body, expiresAt: new Date(body.expiresAt), sessionId });
    },
  }),
  route({
    method: 'DELETE',
    path: '/tokens/:id',
    summary: 'Revoke a token',
    scope: 'write',
    labels: 'own',
    params: byId,
    answer: madeThing,
    handle: ({ desk, actor, params }) => revokeToken(desk, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/accounts/:id/links',
    summary: 'Make the link by which a person comes in, for the first time or again',
    scope: 'administer',
    labels: 'in-sight',
    isSecret: true,
    isFresh: true,
    params: byId,
    answer: madeLink,
    handle: ({ desk, actor, params }) => linkPerson(desk, actor, params.id),
  }),
];
