import { Text } from '@mantine/core';
import { Scrolled } from '../parts/scrolled.tsx';
import { everyWeek } from '../parts/week-bars.tsx';
import type { Coverage } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { heatOf } from './by-need.ts';
import styles from './coverage.module.css';

/** So many weeks are shown beside each other; of more, the last ones. */
const MOST_WEEKS = 26;

/** How often each question was met in each week: numbers, and colours that say the same. */
export function WeekMap({ coverage: { questions, byWeek } }: { readonly coverage: Coverage }) {
  const words = useWords();
  const { coverage } = words;
  const sorted = [...byWeek].sort((one, other) => (one.monday < other.monday ? -1 : 1));
  const all = everyWeek(sorted);
  const weeks = all.slice(-MOST_WEEKS);
  if (weeks.length === 0) return <Text c="dimmed">{coverage.noWeeks}</Text>;
  const counts = new Map(byWeek.map(({ questionId, monday, count }) => [`${questionId} ${monday}`, count]));
  const most = Math.max(...byWeek.map(({ count }) => count));
  return (
    <>
      <Scrolled label={coverage.byWeek}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{coverage.question}</th>
              {weeks.map(({ monday }) => (
                <th key={monday} scope="col" aria-label={coverage.weekOf(dayInWords(monday, words))}>
                  <span className={styles['weeks']}>{dayInWords(monday, words)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {questions.map(({ id, letter }) => (
              <tr key={id}>
                <th scope="row">{letter}</th>
                {weeks.map(({ monday }) => {
                  const count = counts.get(`${id} ${monday}`) ?? 0;
                  return (
                    <td key={monday} className={styles['cell']} data-heat={heatOf(count, most)}>
                      {count === 0 ? '' : count.toLocaleString(words.locale)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      {all.length > weeks.length && (
        <Text size="sm" c="dimmed">
          {coverage.more}
        </Text>
      )}
    </>
  );
}
