import { changeGroup } from '../../actions/change-group.ts';
import { createGroup } from '../../actions/create-group.ts';
import { listGroups, readGroup } from '../../actions/list-groups.ts';
import { addMember, removeMember } from '../../actions/set-member.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  groupChange,
  groupList,
  groupPlace,
  memberPath,
  memberPlace,
  membership,
  newGroup,
  peopleRequest,
  wholeGroup,
} from '../../schema/wire/people.ts';
import { route } from '../route.ts';

export const GROUP_ROUTES = [
  route({
    method: 'GET',
    path: '/groups',
    summary: 'Groups by name; administrators see all, others those of which they may know',
    scope: 'read',
    labels: 'in-sight',
    query: peopleRequest,
    answer: groupList,
    handle: ({ desk, actor, query }) => listGroups(desk, actor, query),
  }),
  route({
    method: 'GET',
    path: '/groups/:id',
    summary: 'A group with its members',
    scope: 'read',
    labels: 'in-sight',
    params: byId,
    answer: wholeGroup,
    handle: ({ desk, actor, params }) => readGroup(desk, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/groups',
    summary: 'Make a group without members',
    scope: 'administer',
    labels: 'in-sight',
    body: newGroup,
    answer: groupPlace,
    handle: ({ desk, actor, body }) => createGroup(desk, actor, body),
  }),
  route({
    method: 'PUT',
    path: '/groups/:id',
    summary: 'Change a group, or close it',
    scope: 'administer',
    labels: 'in-sight',
    params: byId,
    body: groupChange,
    answer: groupPlace,
    handle: ({ desk, actor, params, body }) => changeGroup(desk, actor, { ...params, ...body }),
  }),
  route({
    method: 'PUT',
    path: '/groups/:id/members/:readerId',
    summary: 'Let a reader into a group',
    scope: 'administer',
    labels: 'in-sight',
    isFresh: true,
    params: memberPath,
    body: membership,
    answer: memberPlace,
    handle: ({ desk, actor, params: { id: groupId, readerId }, body: { from, until } }) =>
      addMember(desk, actor, {
        groupId,
        readerId,
        ...(from !== undefined && { from: new Date(from) }),
        ...(until && { until: new Date(until) }),
      }),
  }),
  route({
    method: 'DELETE',
    path: '/groups/:id/members/:readerId',
    summary: 'Take a reader out of a group',
    scope: 'administer',
    labels: 'in-sight',
    params: memberPath,
    async handle({ desk, actor, params: { id: groupId, readerId } }) {
      await removeMember(desk, actor, { groupId, readerId });
    },
  }),
];
