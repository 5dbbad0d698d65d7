import { Text } from '@mantine/core';
import { PageLink } from '../parts/page-link.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import type { Coverage } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { heatOf } from './by-need.ts';
import styles from './coverage.module.css';

type Cell = Coverage['bySource'][number];

/** How often each source met each question, and whether an answer cites it. */
export function SourceMatrix({ coverage }: { readonly coverage: Coverage }) {
  const { coverage: words } = useWords();
  const { questions, sources, bySource } = coverage;
  const most = Math.max(0, ...bySource.map(({ hits }) => hits));
  const ofSource = (id: string | null): ReadonlyMap<string, Cell> =>
    new Map(bySource.filter(({ sourceId }) => sourceId === id).map((cell) => [cell.questionId, cell]));
  const strangers = ofSource(null);
  const letters = questions.map(({ id, letter }) => ({ id, letter }));
  if (sources.length === 0 && strangers.size === 0) return <Text c="dimmed">{words.noWeeks}</Text>;
  return (
    <Scrolled label={words.bySource}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{words.source}</th>
            {letters.map(({ id, letter }) => (
              <th key={id} scope="col" style={{ textAlign: 'center' }}>
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.id}>
              <th scope="row" className={styles['name']}>
                <SourceName source={source} />
              </th>
              <Cells {...{ letters, most }} cells={ofSource(source.id)} />
            </tr>
          ))}
          {strangers.size > 0 && (
            <tr>
              <th scope="row" className={styles['name']}>
                <Text size="sm">{words.noSource}</Text>
              </th>
              <Cells {...{ letters, most }} cells={strangers} />
            </tr>
          )}
        </tbody>
      </table>
    </Scrolled>
  );
}

function SourceName({ source }: { readonly source: Coverage['sources'][number] }) {
  const { coverage: words, sources } = useWords();
  const { id, name, reliability, health, isCited } = source;
  const isInTrouble = health === 'broken' || health === 'empty';
  const trouble = isInTrouble ? words.trouble(sources.health[health]) : undefined;
  const said = [!isCited && words.unused, trouble].filter(Boolean);
  return (
    <>
      <PageLink to="/sources/$sourceId" params={{ sourceId: id }} size="sm">
        {name} ({reliability})
      </PageLink>
      {said.length > 0 && (
        <Text size="xs" c="dimmed" fw={400}>
          {said.join(' · ')}
        </Text>
      )}
    </>
  );
}

interface CellsProps {
  readonly letters: readonly { readonly id: string }[];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly most: number;
}

function Cells({ letters, cells, most }: CellsProps) {
  const words = useWords();
  const count = (number: number): string => number.toLocaleString(words.locale);
  return letters.map(({ id }) => {
    const cell = cells.get(id);
    if (!cell) return <td key={id} className={styles['cell']} />;
    const { hits, relevant, cited } = cell;
    return (
      <td
        key={id}
        className={styles['cell']}
        data-heat={heatOf(hits, most)}
        title={words.coverage.cell(count(hits), count(relevant), count(cited))}
      >
        {count(hits)} / {count(relevant)} / {count(cited)}
      </td>
    );
  });
}
