import { chooseNotices, dropNotices } from '../../actions/choose-notices.ts';
import { listNotices } from '../../actions/list-notices.ts';
import { byId } from '../../schema/wire/fields.ts';
import { chosenNotices, ownNotices } from '../../schema/wire/notice.ts';
import { madeThing } from '../../schema/wire/people.ts';
import { route } from '../route.ts';

export const NOTICE_ROUTES = [
  route({
    method: 'GET',
    path: '/notices',
    summary: 'Of what the caller is told when it is found: ways, choices and the last notices',
    scope: 'read',
    labels: 'by-policy',
    answer: ownNotices,
    handle: ({ desk, actor }) => listNotices(desk, actor),
  }),
  route({
    method: 'POST',
    path: '/notices',
    summary: 'Choose to be told of new hits of an order, or of all, by one of the caller’s own ways',
    scope: 'write',
    labels: 'in-sight',
    isLasting: true,
    body: chosenNotices,
    answer: madeThing,
    handle: ({ desk, actor, body }) => chooseNotices(desk, actor, body),
  }),
  route({
    method: 'DELETE',
    path: '/notices/:id',
    summary: 'Be told no more',
    scope: 'write',
    labels: 'in-sight',
    isLasting: true,
    params: byId,
    answer: madeThing,
    handle: ({ desk, actor, params }) => dropNotices(desk, actor, params.id),
  }),
];
