import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '../actions/actor.ts';
import type { Desk } from '../actions/desk.ts';
import { draftReport } from '../actions/draft-report.ts';
import { listDocuments } from '../actions/list-documents.ts';
import { listOrders } from '../actions/list-orders.ts';
import { readOrder } from '../actions/read-order.ts';
import type { Answer, Citation, Confidence, Likelihood, ReportPortion } from '../domain/report.ts';

/** A portion as the file of an example writes it. */
interface FiledPortion {
  readonly kind: 'heading' | 'paragraph';
  readonly mark: string;
  readonly words: string;
  /** The title of the document that it cites, and what of it is quoted. */
  readonly cites?: { readonly title: string; readonly quotation: string; readonly credibility: number };
  /** The letter of the question that it answers. */
  readonly answers?: string;
  readonly isWhole?: boolean;
  readonly likelihood?: Likelihood;
  readonly confidence?: Confidence;
}

/** A draft as the file of an example writes it. */
interface FiledDraft {
  /** The title of the order that it answers. */
  readonly order: string;
  readonly title: string;
  readonly titleMark: string;
  readonly handling: string;
  readonly portions: readonly FiledPortion[];
}

const FILE = 'draft.json';
const MOST = 200;
const SOURCE_RELIABILITY = 'B';

/**
 * Drafts the report of an example, which cites its documents: once they are there. Returns its title; nothing where the example
 * has none, or what it cites is not there.
 */
export async function draftExampleReport(desk: Desk, author: Actor, folder: string): Promise<string | undefined> {
  const filed = await readDraft(join(folder, FILE));
  if (!filed) return undefined;
  const { items: documents } = await listDocuments(desk, author, { most: MOST });
  const { items: orders } = await listOrders(desk, author, { most: MOST });
  const order = orders.find(({ title }) => title === filed.order);
  if (!order) return undefined;
  const { questions } = await readOrder(desk, author, order.id);
  const [portions, citations, answers] = [[] as ReportPortion[], [] as Citation[], [] as Answer[]];
  for (const part of filed.portions) {
    const id = desk.newId('portion');
    const cited = part.cites && citationOf(desk, part.cites, documents);
    if (part.cites && !cited) return undefined;
    if (cited) citations.push(cited);
    const question = questions.find(({ letter }) => letter === part.answers);
    if (question) answers.push({ portionId: id, questionId: question.id, isWhole: part.isWhole ?? false });
    portions.push(portionOf(part, id, cited));
  }
  const { title, titleMark, handling } = filed;
  await draftReport(desk, author, {
    report: {
      ...{ title, titleMark, language: 'en', saysCut: true, portions, citations, answers },
      handling: { scheme: 'us-capco', marking: handling, needToKnow: [] },
    },
  });
  return title;
}

async function readDraft(path: string): Promise<FiledDraft | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as FiledDraft;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function citationOf(
  desk: Desk,
  { title, quotation, credibility }: NonNullable<FiledPortion['cites']>,
  documents: readonly { readonly id: string; readonly title: string }[],
): Citation | undefined {
  const document = documents.find((one) => one.title === title);
  if (!document) return undefined;
  return {
    ...{ id: desk.newId('citation'), documentId: document.id, quotation },
    ...{ reliability: SOURCE_RELIABILITY, credibility },
  };
}

function portionOf(
  { kind, mark, words, likelihood, confidence }: FiledPortion,
  id: string,
  cited: Citation | undefined,
): ReportPortion {
  const content = [
    { kind: 'text', text: cited ? `${words} ` : words } as const,
    ...(cited ? [{ kind: 'citation', id: cited.id } as const] : []),
  ];
  const marked = { id, mark, content, ...(likelihood && { likelihood }), ...(confidence && { confidence }) };
  return kind === 'heading' ? { kind, level: 1, ...marked } : { kind, ...marked };
}
