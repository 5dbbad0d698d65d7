import { amendOrder } from '../../actions/amend-order.ts';
import { draftOrder } from '../../actions/draft-order.ts';
import { listOrderVersions } from '../../actions/list-order-versions.ts';
import { listOrders } from '../../actions/list-orders.ts';
import { moveOrder } from '../../actions/move-order.ts';
import type { ReadableOrder } from '../../actions/order-content.ts';
import { previewQuestion } from '../../actions/preview-question.ts';
import { readOrder } from '../../actions/read-order.ts';
import { legalChanges } from '../../domain/order.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  amendment,
  approval,
  movedOrder,
  movement,
  type OrderText,
  orderList,
  orderListRequest,
  orderPlace,
  orderVersions,
  previewRequest,
  versionsRequest,
  wholeOrder,
  writtenOrder,
} from '../../schema/wire/order.ts';
import { checkedOrderFile, draftedOrderFile, sentOrderFile } from '../../schema/wire/order-file.ts';
import { preview } from '../../schema/wire/preview.ts';
import { checkOrderFile, draftOrderFile, printedOrder } from '../order-files.ts';
import { route } from '../route.ts';

/** The text of an order as actions take it: every question is open where nothing was made of it yet. */
function written(order: OrderText) {
  return { ...order, questions: order.questions.map((question) => ({ ...question, state: 'open' as const })) };
}

function placeOf({ id, version, order, changedAt }: ReadableOrder) {
  return { id, version, status: order.status, changedAt };
}

/** The text of an order in the form in which it is written, so that what was read can be changed and sent back. */
function textOf({ questions, ...order }: Omit<ReadableOrder['order'], 'status'>) {
  const asWritten = questions.map(({ state: _state, expressions, ...question }) => ({
    ...question,
    expressions: expressions.map(({ language, source }) => ({ language, source })),
  }));
  return { ...order, questions: asWritten };
}

function wholeOf({ order: { status, ...order }, ...rest }: ReadableOrder) {
  const moves = legalChanges(status).filter((change) => change !== 'expire');
  return { ...rest, status, moves, order: textOf(order) };
}

export const ORDER_ROUTES = [
  route({
    method: 'GET',
    path: '/orders',
    summary: 'Orders, those that changed last first',
    scope: 'read',
    labels: 'by-policy',
    query: orderListRequest,
    answer: orderList,
    handle: ({ desk, actor, query }) => listOrders(desk, actor, query),
  }),
  route({
    method: 'POST',
    path: '/orders',
    summary: 'Draft an order',
    scope: 'write',
    labels: 'by-policy',
    body: writtenOrder,
    answer: orderPlace,
    handle: async ({ desk, actor, body }) =>
      placeOf(await draftOrder(desk, actor, { ...body, order: written(body.order) })),
  }),
  route({
    method: 'GET',
    path: '/orders/:id',
    summary: 'An order with its questions and approvals',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: wholeOrder,
    handle: async ({ desk, actor, params }) => wholeOf(await readOrder(desk, actor, params.id)),
  }),
  route({
    method: 'GET',
    path: '/orders/:id/versions',
    summary: 'What an order said in each of its versions, the last one first',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    query: versionsRequest,
    answer: orderVersions,
    async handle({ desk, actor, params, query }) {
      const { items, next } = await listOrderVersions(desk, actor, { ...params, ...query });
      const shown = items.map(({ content: { order, ...stated }, ...rest }) => ({
        ...rest,
        ...stated,
        order: textOf(order),
      }));
      return { items: shown, ...(next !== undefined && { next }) };
    },
  }),
  route({
    method: 'GET',
    path: '/orders/:id/file',
    summary: 'An order as a file, with the targets that it cites',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: 'raw',
    handle: ({ desk, actor, params }) => printedOrder(desk, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/orders/file-checks',
    summary: 'What an order file would make, and what is wrong in which line',
    scope: 'read',
    labels: 'by-policy',
    body: sentOrderFile,
    answer: checkedOrderFile,
    handle: ({ desk, actor, body }) => checkOrderFile(desk, actor, body),
  }),
  route({
    method: 'POST',
    path: '/orders/files',
    summary: 'Draft the orders of a file, with the targets that they cite',
    scope: 'write',
    labels: 'by-policy',
    body: sentOrderFile,
    answer: draftedOrderFile,
    handle: ({ desk, actor, body }) => draftOrderFile(desk, actor, body),
  }),
  route({
    method: 'PUT',
    path: '/orders/:id',
    summary: 'Write the next version of an order',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: amendment,
    answer: orderPlace,
    handle: async ({ desk, actor, params, body }) =>
      placeOf(await amendOrder(desk, actor, { ...body, id: params.id, order: written(body.order) })),
  }),
  route({
    method: 'POST',
    path: '/orders/:id/moves',
    summary: 'Submit, return, suspend, resume or close an order',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: movement,
    answer: movedOrder,
    handle: ({ desk, actor, params, body }) => moveOrder(desk, actor, { id: params.id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/orders/:id/approvals',
    summary: 'Approve an order as it was read, which opens it where enough have',
    scope: 'write',
    labels: 'by-policy',
    isFresh: true,
    params: byId,
    body: approval,
    answer: movedOrder,
    handle: ({ desk, actor, params, body: { version, changedAt } }) =>
      moveOrder(desk, actor, { id: params.id, move: 'open', version, changedAt: new Date(changedAt) }),
  }),
  route({
    method: 'POST',
    path: '/questions/preview',
    summary: 'What a question would have found in the archive, before it is asked',
    scope: 'read',
    labels: 'by-policy',
    body: previewRequest,
    answer: preview,
    handle: ({ desk, actor, body }) => previewQuestion(desk, actor, body),
  }),
];
