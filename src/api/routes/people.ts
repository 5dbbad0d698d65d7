import { changeAccount } from '../../actions/change-account.ts';
import { changeClearance } from '../../actions/change-clearance.ts';
import { createAccount } from '../../actions/create-account.ts';
import { listReaders, readReader } from '../../actions/list-readers.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  accountChange,
  accountPlace,
  clearanceChange,
  madeThing,
  newAccount,
  readerList,
  readersRequest,
  wholeReader,
} from '../../schema/wire/people.ts';
import { route } from '../route.ts';

export const PEOPLE_ROUTES = [
  route({
    method: 'GET',
    path: '/readers',
    summary: 'Readers by name; administrators see all, others those of whom they may know',
    scope: 'read',
    labels: 'in-sight',
    query: readersRequest,
    answer: readerList,
    handle: ({ desk, actor, query }) => listReaders(desk, actor, query),
  }),
  route({
    method: 'GET',
    path: '/readers/:id',
    summary: 'A reader with clearance, groups and account',
    scope: 'administer',
    labels: 'in-sight',
    params: byId,
    answer: wholeReader,
    handle: ({ desk, actor, params }) => readReader(desk, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/accounts',
    summary: 'Make an account, which nobody can sign in to before they are invited',
    scope: 'administer',
    labels: 'in-sight',
    isFresh: true,
    body: newAccount,
    answer: madeThing,
    handle: ({ desk, actor, body }) => createAccount(desk, actor, body),
  }),
  route({
    method: 'PUT',
    path: '/accounts/:id',
    summary: 'Change the roles of an account, or lock, close and open it',
    scope: 'administer',
    labels: 'in-sight',
    isFresh: true,
    params: byId,
    body: accountChange,
    answer: accountPlace,
    handle: ({ desk, actor, params, body }) => changeAccount(desk, actor, { ...params, ...body }),
  }),
  route({
    method: 'PUT',
    path: '/readers/:id/clearance',
    summary: 'Change what a reader may see',
    scope: 'administer',
    labels: 'in-sight',
    isFresh: true,
    params: byId,
    body: clearanceChange,
    handle: ({ desk, actor, params, body }) => changeClearance(desk, actor, { ...params, ...body }),
  }),
];
