import { Box, Group, Text } from '@mantine/core';
import type { WholeOrder } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { WindowBar } from './window-bar.tsx';
import { utcToday, windowInWords } from './window-in-words.ts';

/** The window of an order and the events on its time line, against today. */
export function OrderTimeLine({ order }: { readonly order: WholeOrder['order'] }) {
  const words = useWords();
  const { window, events, replay } = order;
  const inWords = windowInWords(window, words);
  const today = utcToday();
  const sorted = [...events].sort((a, b) => (a.date < b.date ? -1 : 1));
  return (
    <Box>
      <Text size="sm">
        {inWords}
        {!replay && (
          <Text span size="sm" c="dimmed">
            {' '}
            · {words.orderPage.todayIs(dayInWords(today, words))}
          </Text>
        )}
      </Text>
      <WindowBar {...window} events={events} isReplay={replay} label={words.orderPage.timeLine(inWords)} />
      {sorted.map(({ date, title }) => (
        <Group key={`${date} ${title}`} gap="xs" wrap="nowrap" align="baseline">
          <Text size="sm" fw={600} w={112} flex="none">
            {dayInWords(date, words)}
          </Text>
          <Text size="sm">
            {title}
            {!replay && date < today && (
              <Text span size="xs" c="dimmed">
                {' '}
                ({words.orderPage.past})
              </Text>
            )}
          </Text>
        </Group>
      ))}
    </Box>
  );
}
