import { createElement, type ReactNode, useId } from 'react';
import type { Copy, CopyInline, CopyPortion, CopySource } from '../../schema/report-text.ts';
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
      {blocksOf(copy.portions).map(({ portions, key }) => (
        <Block key={key} portions={portions} drawing={drawing} />
      ))}
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

interface PortionBlock {
  /** More than one are the items of one list. */
  readonly portions: readonly CopyPortion[];
  readonly key: number;
}

/** Items beside each other are one list. */
function blocksOf(portions: readonly CopyPortion[]): readonly PortionBlock[] {
  const blocks: { portions: CopyPortion[]; key: number }[] = [];
  for (const [key, portion] of portions.entries()) {
    const last = blocks.at(-1);
    if (portion.kind === 'item' && last?.portions[0]?.kind === 'item') last.portions.push(portion);
    else blocks.push({ portions: [portion], key });
  }
  return blocks;
}

interface BlockProps {
  readonly portions: readonly CopyPortion[];
  readonly drawing: Drawing;
}

function Block({ portions, drawing }: BlockProps) {
  const [first] = portions;
  if (first?.kind === 'item') return <Items items={portions} drawing={drawing} />;
  return first ? <Portion portion={first} drawing={drawing} /> : null;
}

/** One below the other, each as deep as it says: their signs are text, so that they are what every rendering has. */
function Items({ items, drawing }: { readonly items: readonly CopyPortion[]; readonly drawing: Drawing }) {
  return (
    <ul className={styles['items']}>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the portions of a copy stay what they are
        <li key={at} className={styles['portion']} data-depth={item.kind === 'item' ? Math.min(5, item.depth) : 0}>
          <Mark text={item.mark} />
          <div>
            {item.kind === 'item' && <span className={styles['sign']}>{item.sign} </span>}
            <Inlines inlines={item.content} drawing={drawing} />
            <About portion={item} drawing={drawing} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Portion({ portion, drawing }: { readonly portion: CopyPortion; readonly drawing: Drawing }) {
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
  const cells = (all: readonly (readonly CopyInline[])[], as: 'th' | 'td'): ReactNode =>
    all.map((inlines, at) =>
      createElement(
        as,
        { key: at, ...(as === 'th' && { scope: 'col' }) },
        <Inlines inlines={inlines} drawing={drawing} />,
      ),
    );
  return (
    <Scrolled label={drawing.words.table(number)}>
      <table id={drawing.anchor('table', number)} className={styles['table']} tabIndex={-1}>
        <caption>
          {drawing.words.table(number)}. <Inlines inlines={content} drawing={drawing} />
        </caption>
        <thead>
          <tr>
            <td aria-hidden />
            {cells(header, 'th')}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a copy stay what they are
            <tr key={at}>
              <td>
                <Mark text={row.mark} />
              </td>
              {cells(row.cells, 'td')}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
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
  // biome-ignore lint/suspicious/noArrayIndexKey: the words of a copy stay where they are
  return inlines.map((inline, at) => <InlinePart key={at} inline={inline} drawing={drawing} />);
}

function InlinePart({
  inline,
  drawing: { anchor, words, sources },
}: {
  readonly inline: CopyInline;
  readonly drawing: Drawing;
}): ReactNode {
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
      {createElement(`h${Math.min(6, titleLevel + 1)}`, { className: styles['heading'] }, words.sources)}
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
  const { title, source: name, publishedOn, address, quotation, reliability, credibility } = source;
  const locale = copy.language === 'fr' ? 'fr-FR' : 'en-GB';
  const grade = gradeInWords(source, words);
  const facts = [name, publishedOn && dayInWords(publishedOn, { locale })].filter(Boolean).join(', ');
  return (
    <>
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
