import { listRecipients } from '../../actions/list-recipients.ts';
import { readershipRequest, recipientList } from '../../schema/wire/recipient.ts';
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
    path: '/recipients/readership',
    summary: 'Which of these readers may be given what carries a marking',
    scope: 'read',
    labels: 'by-policy',
    body: readershipRequest,
    answer: recipientList,
    handle: ({ desk, actor, body }) => listRecipients(desk, actor, body),
  }),
];
