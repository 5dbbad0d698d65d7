import { acknowledgeCopy, answerCopy } from '../../actions/answer-copy.ts';
import { listCopyAnswers } from '../../actions/list-copy-answers.ts';
import { listCopies, readCopy } from '../../actions/own-copies.ts';
import { readCopyFile } from '../../actions/read-copy-file.ts';
import { readFeed } from '../../actions/read-feed.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  copyAnswer,
  copyAnswerList,
  copyAnswersRequest,
  copyFileRequest,
  copyList,
  copyListRequest,
  ownCopy,
} from '../../schema/wire/release.ts';
import { route } from '../route.ts';

export const COPY_ROUTES = [
  route({
    method: 'GET',
    path: '/copies',
    summary: 'The copies that the caller was sent, the last one first',
    scope: 'read',
    labels: 'own',
    query: copyListRequest,
    answer: copyList,
    handle: ({ desk, actor, query }) => listCopies(desk, actor, query),
  }),
  route({
    method: 'GET',
    path: '/copies/:id',
    summary: 'One of the caller’s copies',
    scope: 'read',
    labels: 'own',
    params: byId,
    answer: ownCopy,
    handle: ({ desk, actor, params }) => readCopy(desk, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/copies/:id/file',
    summary: 'One of the caller’s copies, as a file',
    scope: 'read',
    labels: 'own',
    params: byId,
    query: copyFileRequest,
    answer: 'raw',
    handle: ({ desk, actor, params, query, print }) => readCopyFile(desk, actor, { ...params, ...query }, print),
  }),
  route({
    method: 'GET',
    path: '/feed',
    summary: 'The caller’s copies as an Atom feed; a token may come as the password of Basic authentication too',
    scope: 'read',
    labels: 'own',
    takesBasic: true,
    answer: 'raw',
    handle: async ({ desk, actor, site }) => {
      const feed = await readFeed(desk, actor, site.origin);
      return { mediaType: 'application/atom+xml; charset=utf-8', bytes: Buffer.from(feed), isShown: true };
    },
  }),
  route({
    method: 'POST',
    path: '/copies/:id/acknowledgements',
    summary: 'Say that a copy has come and was taken note of',
    scope: 'write',
    labels: 'own',
    params: byId,
    handle: ({ desk, actor, params }) => acknowledgeCopy(desk, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/copies/:id/answers',
    summary: 'Say whether a copy answers what was asked, or ask further',
    scope: 'write',
    labels: 'own',
    params: byId,
    body: copyAnswer,
    handle: ({ desk, actor, params, body }) => answerCopy(desk, actor, { ...params, ...body }),
  }),
  route({
    method: 'GET',
    path: '/copy-answers',
    summary: 'What recipients said of their copies, the last first',
    scope: 'read',
    labels: 'by-policy',
    query: copyAnswersRequest,
    answer: copyAnswerList,
    handle: ({ desk, actor, query }) => listCopyAnswers(desk, actor, query),
  }),
];
