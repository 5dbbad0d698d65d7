import { changeChannel, createChannel } from '../../actions/create-channel.ts';
import { createRecipient } from '../../actions/create-recipient.ts';
import { inviteRecipient } from '../../actions/invite-recipient.ts';
import { listChannels } from '../../actions/list-channels.ts';
import { listRecipients } from '../../actions/list-recipients.ts';
import { byId } from '../../schema/wire/fields.ts';
import { madeThing } from '../../schema/wire/people.ts';
import { newRecipient, readershipRequest, recipientList } from '../../schema/wire/recipient.ts';
import { changedChannel, channelChange, channelList, madeChannel, newChannel } from '../../schema/wire/release.ts';
import { madeLink } from '../../schema/wire/session.ts';
import { route } from '../route.ts';

export const RECIPIENT_ROUTES = [
  route({
    method: 'GET',
    path: '/recipients',
    summary: 'Readers to whom reports go, of whom the caller may know, by name',
    scope: 'read',
    labels: 'by-policy',
    answer: recipientList,
    handle: ({ desk, actor }) => listRecipients(desk, actor),
  }),
  route({
    method: 'POST',
    path: '/recipients',
    summary: 'Make a recipient: a reader outside the desk, with the portal',
    scope: 'administer',
    labels: 'in-sight',
    isFresh: true,
    isLasting: true,
    body: newRecipient,
    answer: madeThing,
    handle: ({ desk, actor, body }) => createRecipient(desk, actor, body),
  }),
  route({
    method: 'POST',
    path: '/recipients/readership',
    summary: 'Which of these readers may be given what carries a marking',
    scope: 'read',
    labels: 'by-policy',
    body: readershipRequest,
    answer: recipientList,
    handle: ({ desk, actor, body }) => listRecipients(desk, actor, body),
  }),
  route({
    method: 'GET',
    path: '/recipients/:id/channels',
    summary: 'The ways to a recipient',
    scope: 'administer',
    labels: 'in-sight',
    params: byId,
    answer: channelList,
    handle: async ({ desk, actor, params }) => ({ items: await listChannels(desk, actor, params.id) }),
  }),
  route({
    method: 'POST',
    path: '/recipients/:id/channels',
    summary: 'Open a way to a recipient, with what it may carry at most',
    scope: 'administer',
    labels: 'in-sight',
    isLasting: true,
    isSecret: true,
    isFresh: true,
    params: byId,
    body: newChannel,
    answer: madeChannel,
    handle: ({ desk, actor, params, body }) => createChannel(desk, actor, { ...body, recipientId: params.id }),
  }),
  route({
    method: 'POST',
    path: '/channels/:id/changes',
    summary: 'Pause a channel, let it go on, or close it',
    scope: 'administer',
    labels: 'in-sight',
    isLasting: true,
    isFresh: true,
    params: byId,
    body: channelChange,
    answer: changedChannel,
    handle: ({ desk, actor, params, body }) => changeChannel(desk, actor, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/recipients/:id/links',
    summary: 'Make the link by which a recipient comes into the portal for the first time',
    scope: 'administer',
    labels: 'in-sight',
    isSecret: true,
    isFresh: true,
    params: byId,
    answer: madeLink,
    handle: ({ desk, actor, params }) => inviteRecipient(desk, actor, params.id),
  }),
];
