import { useWords } from '../words/words-context.tsx';
import { type TimeLineOf, timeLine } from './time-line.ts';
import styles from './window-bar.module.css';
import { utcToday } from './window-in-words.ts';

interface WindowBarProps extends TimeLineOf {
  readonly isReplay: boolean;
  /** What the bar says, for whoever does not see it. */
  readonly label: string;
}

/** A window as a bar, with its events, against today. */
export function WindowBar({ isReplay, label, ...of }: WindowBarProps) {
  const { orderPage } = useWords();
  const line = timeLine(of, isReplay ? undefined : utcToday());
  if (!line) return null;
  const at = (place: number): string => `${(place * 100).toFixed(2)}%`;
  return (
    <div className={styles['line']} role="img" aria-label={label}>
      <div
        className={styles['window']}
        data-before={line.isOpenBefore || undefined}
        data-after={line.isOpenAfter || undefined}
        style={{ left: at(line.from), width: at(line.until - line.from) }}
      />
      {line.today !== undefined && (
        <div className={styles['today']} style={{ left: at(line.today) }} title={orderPage.today} />
      )}
      {line.events.map((event) => (
        <div
          key={`${event.date} ${event.title}`}
          className={styles['event']}
          style={{ left: at(event.at) }}
          title={event.title}
        />
      ))}
    </div>
  );
}
