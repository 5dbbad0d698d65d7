import { explainDocument } from '../../actions/explain-document.ts';
import { listDocuments } from '../../actions/list-documents.ts';
import { listEditions } from '../../actions/list-editions.ts';
import { readDocument } from '../../actions/read-document.ts';
import { readDocumentBytes } from '../../actions/read-document-bytes.ts';
import { searchDocuments } from '../../actions/search-documents.ts';
import {
  documentList,
  documentListRequest,
  documentSearch,
  editions,
  foundDocuments,
  wholeDocument,
} from '../../schema/wire/document.ts';
import { byId } from '../../schema/wire/fields.ts';
import { explainedDocument } from '../../schema/wire/hit.ts';
import { route } from '../route.ts';

export const DOCUMENT_ROUTES = [
  route({
    method: 'GET',
    path: '/documents',
    summary: 'Documents, those received last first',
    scope: 'read',
    labels: 'by-policy',
    query: documentListRequest,
    answer: documentList,
    handle: ({ desk, actor, query }) => listDocuments(desk, actor, query),
  }),
  route({
    method: 'POST',
    path: '/documents/search',
    summary: 'Documents that match an expression, those received last first',
    scope: 'read',
    labels: 'by-policy',
    body: documentSearch,
    answer: foundDocuments,
    handle: ({ desk, actor, body }) => searchDocuments(desk, actor, body),
  }),
  route({
    method: 'GET',
    path: '/documents/:id',
    summary: 'A document, whole',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: wholeDocument,
    handle: ({ desk, actor, params }) => readDocument(desk, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/documents/:id/hits',
    summary: 'Which questions a document answers, and where',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: explainedDocument,
    async handle({ desk, actor, params }) {
      const { hits, isWhole } = await explainDocument(desk, actor, params.id);
      const shown = hits.map(({ hit, order, question: { letter, wording }, spans }) => {
        const { id, orderId, judgement } = hit;
        return { id, orderId, orderTitle: order.title, letter, wording, judgement, spans };
      });
      return { hits: shown, isWhole };
    },
  }),
  route({
    method: 'GET',
    path: '/documents/:id/bytes',
    summary: 'What a document was read from',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: 'raw',
    handle: async ({ desk, actor, params }) => ({
      ...(await readDocumentBytes(desk, actor, params.id)),
      fileName: `${params.id}.bin`,
    }),
  }),
  route({
    method: 'GET',
    path: '/documents/:id/editions',
    summary: 'The editions before a document, and those after it',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: editions,
    handle: ({ desk, actor, params }) => listEditions(desk, actor, params.id),
  }),
];
