import { createElement, Fragment, type ReactNode, useId } from 'react';
import type { Copy, CopyInline, CopyPortion, CopyRow, CopySource } from '../../schema/report-text.ts';
import { COPY_WORDS, type CopyWords, gradeInWords } from '../../schema/report-text.ts';
import { Marking } from '../parts/marking.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import { dayInWords } from '../words/dates.ts';
import styles from './copy-view.module.css';

interface CopyViewProps {
  readonly copy: Copy;
  /** What became of it since it was released. */
  readonly state?: 'current' | 'superseded' | 'recalled';
  /** Which heading its title is on the page that it stands in. */
  readonly titleLevel?: 1 | 2 | 3;
}

/** What a part of a copy needs to be drawn. */
interface Drawing {
  readonly words: CopyWords;
  /** Sources and portions are pointed to within this copy: a page may show two. */
  readonly anchor: (kind: 'source' | 'heading' | 'table', number: string | number) => string;
  readonly sources: ReadonlyMap<number, CopySource>;
  readonly titleLevel: number;
}

/** A copy as its reader sees it: the banner above and below, a mark before each portion, and its sources. */
export function CopyView({ copy, state = 'current', titleLevel = 1 }: CopyViewProps) {
  const words = COPY_WORDS[copy.language];
  const own = useId();
  const drawing: Drawing = {
    ...{ words, titleLevel },
    anchor: (kind, number) => `${own}-${kind}-${number}`,
    sources: new Map(copy.sources.map((source) => [source.number, source])),
  };
  const { title } = copy;
  return (
    <article className={styles['copy']} lang={copy.language}>
      <Banner copy={copy} />
      {state !== 'current' && (
        <p className={styles['warning']} role="alert">
          {words[state]}
        </p>
      )}
      <div className={styles['portion']}>
        {title && <Mark text={title.mark} />}
        {createElement(`h${titleLevel}`, { className: styles['title'] }, title ? title.text : words.report)}
      </div>
      {copy.saysCut && <p className={styles['aside']}>{words.cut}</p>}
      {inOrder(blocksOf(copy.portions).map((block) => drawBlock(block, drawing)))}
      {copy.sources.length > 0 && <Sources copy={copy} drawing={drawing} />}
      <Banner copy={copy} />
    </article>
  );
}

function Banner({ copy: { notice, banner } }: { readonly copy: Copy }) {
  return (
    <div className={styles['banner']}>
      {notice !== null && <strong>{notice}</strong>}
      <Marking text={banner} size="lg" />
      {notice !== null && <strong>{notice}</strong>}
    </div>
  );
}

function Mark({ text }: { readonly text: string }) {
  return <span className={styles['mark']}>({text})</span>;
}

/** Puts parts after each other as if each were written out: nothing in a copy ever moves, so that none needs a key. */
function inOrder(parts: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...parts);
}

type Item = Extract<CopyPortion, { kind: 'item' }>;
type Block = Exclude<CopyPortion, Item> | Item[];

/** Items beside each other are one list. */
function blocksOf(portions: readonly CopyPortion[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const portion of portions) {
    const last = blocks.at(-1);
    if (portion.kind !== 'item') blocks.push(portion);
    else if (Array.isArray(last)) last.push(portion);
    else blocks.push([portion]);
  }
  return blocks;
}

function drawBlock(block: Block, drawing: Drawing): ReactNode {
  if (!Array.isArray(block)) return <Portion portion={block} drawing={drawing} />;
  return <ul className={styles['items']}>{inOrder(block.map((item) => drawItem(item, drawing)))}</ul>;
}

/** As deep as it says; its sign is text, so that it is what every rendering has. */
function drawItem(item: Item, drawing: Drawing): ReactNode {
  return (
    <li className={styles['portion']} data-depth={Math.min(5, item.depth)}>
      <Mark text={item.mark} />
      <div>
        {item.sign} <Inlines inlines={item.content} drawing={drawing} />
        <About portion={item} drawing={drawing} />
      </div>
    </li>
  );
}

function Portion({ portion, drawing }: { readonly portion: Exclude<Block, Item[]>; readonly drawing: Drawing }) {
  const words = <Inlines inlines={portion.content} drawing={drawing} />;
  return (
    <div className={styles['portion']}>
      <Mark text={portion.mark} />
      <div>
        {portion.kind === 'heading' &&
          createElement(
            `h${Math.min(6, drawing.titleLevel + portion.level)}`,
            { id: drawing.anchor('heading', portion.number), className: styles['heading'], tabIndex: -1 },
            `${portion.number} `,
            words,
          )}
        {portion.kind === 'paragraph' && <p>{words}</p>}
        {portion.kind === 'quote' && <blockquote>{words}</blockquote>}
        {portion.kind === 'table' && <PortionTable table={portion} drawing={drawing} />}
        <About portion={portion} drawing={drawing} />
      </div>
    </div>
  );
}

interface TableProps {
  readonly table: Extract<CopyPortion, { kind: 'table' }>;
  readonly drawing: Drawing;
}

function PortionTable({ table: { number, content, header, rows }, drawing }: TableProps) {
  return (
    <Scrolled label={drawing.words.table(number)}>
      <table id={drawing.anchor('table', number)} className={styles['table']} tabIndex={-1}>
        <caption>
          {drawing.words.table(number)}. <Inlines inlines={content} drawing={drawing} />
        </caption>
        <thead>
          <tr>
            <td aria-hidden />
            {drawCells(header, drawing, 'th')}
          </tr>
        </thead>
        <tbody>{inOrder(rows.map((row) => drawRow(row, drawing)))}</tbody>
      </table>
    </Scrolled>
  );
}

function drawRow({ mark, cells }: CopyRow, drawing: Drawing): ReactNode {
  return (
    <tr>
      <td>
        <Mark text={mark} />
      </td>
      {drawCells(cells, drawing, 'td')}
    </tr>
  );
}

function drawCells(cells: readonly (readonly CopyInline[])[], drawing: Drawing, as: 'th' | 'td'): ReactNode {
  const attributes = as === 'th' ? { scope: 'col' } : null;
  return inOrder(
    cells.map((inlines) => createElement(as, attributes, <Inlines inlines={inlines} drawing={drawing} />)),
  );
}

/** How likely, how sure, and what it answers. */
function About({
  portion: { likelihood, confidence, answers },
  drawing: { words },
}: {
  readonly portion: CopyPortion;
  readonly drawing: Drawing;
}) {
  const said = [
    likelihood && words.likelihood(likelihood),
    confidence && words.confidence(confidence),
    ...answers.map(({ letter, order, isWhole }) => words.answers(letter, order, isWhole)),
  ].filter(Boolean);
  return said.length > 0 ? <p className={styles['aside']}>{said.join(' ')}</p> : null;
}

function Inlines({
  inlines,
  drawing,
}: {
  readonly inlines: readonly CopyInline[];
  readonly drawing: Drawing;
}): ReactNode {
  return inOrder(inlines.map((inline) => drawInline(inline, drawing)));
}

function drawInline(inline: CopyInline, { anchor, words, sources }: Drawing): ReactNode {
  if (inline.kind === 'citation') {
    const { number } = inline;
    return (
      <a
        href={`#${anchor('source', number)}`}
        aria-label={`${words.source(number)}: ${sources.get(number)?.title ?? ''}`}
      >
        [{number}]
      </a>
    );
  }
  if (inline.kind === 'reference') {
    const { to, number } = inline;
    return <a href={`#${anchor(to, number)}`}>{to === 'table' ? words.table(number) : words.section(number)}</a>;
  }
  const { text, strong, emphasis, link } = inline;
  const worded = strong ? <strong>{text}</strong> : text;
  const stressed = emphasis ? <em>{worded}</em> : worded;
  if (link === undefined || !/^(?:https?:\/\/|mailto:)/i.test(link)) return stressed;
  return (
    <a href={link} target="_blank" rel="noreferrer noopener">
      {stressed}
    </a>
  );
}

function Sources({ copy, drawing }: { readonly copy: Copy; readonly drawing: Drawing }) {
  const { words, anchor, titleLevel } = drawing;
  return (
    <>
      {createElement(`h${Math.min(6, titleLevel + 1)}`, { className: styles['sourcesTitle'] }, words.sources)}
      <ol className={styles['sources']}>
        {copy.sources.map((source) => (
          <li key={source.number} id={anchor('source', source.number)} value={source.number} tabIndex={-1}>
            <Source source={source} copy={copy} words={words} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Source({
  source,
  copy,
  words,
}: {
  readonly source: CopySource;
  readonly copy: Copy;
  readonly words: CopyWords;
}) {
  const { marks = [], title, source: name, publishedOn, address, quotation, reliability, credibility } = source;
  const locale = copy.language === 'fr' ? 'fr-FR' : 'en-GB';
  const grade = gradeInWords(source, words);
  const facts = [name, publishedOn && dayInWords(publishedOn, { locale })].filter(Boolean).join(', ');
  return (
    <>
      {marks.map(({ scheme, mark }) => (
        <span key={scheme} className={styles['sourceMark']}>
          {scheme === 'tlp' ? mark : `(${mark})`}
        </span>
      ))}
      {address !== null && /^https?:\/\//i.test(address) ? (
        <a href={address} target="_blank" rel="noreferrer noopener">
          {title}
        </a>
      ) : (
        title
      )}
      {facts !== '' && `. ${facts}`}
      {grade !== '' && (
        <span className={styles['aside']}>
          {' '}
          {`${reliability ?? ''}${credibility ?? ''}`} ({grade})
        </span>
      )}
      {quotation !== null && <q className={styles['quotation']}>{quotation}</q>}
    </>
  );
}
