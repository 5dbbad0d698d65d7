import { Text } from '@mantine/core';
import { Refusal } from '../parts/refusal.tsx';
import type { OwnNotices } from '../wire/shapes.ts';
import { hourInWords, instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { Adding } from './adding.tsx';
import { ChooseNotices, NOTICES_PATH } from './choose-notices.tsx';
import { OwnLines } from './own-lines.tsx';
import { Section } from './section.tsx';
import { useDoing } from './use-own.ts';

/** Of what one is told when it is found, and what was sent. */
export function NoticesSection({ own }: { readonly own: OwnNotices }) {
  const words = useWords();
  const { notices: said } = words;
  const dropping = useDoing({
    method: 'DELETE',
    path: (id: string) => `${NOTICES_PATH}/${id}`,
    changes: [NOTICES_PATH],
  });
  const wayOf = (id: string) => own.channels.find((channel) => channel.id === id);
  return (
    <>
      <Section title={said.title} hint={said.hint}>
        {own.channels.length === 0 && <Text size="sm">{said.noChannel}</Text>}
        <OwnLines
          lines={own.rules.map(({ id, channelId, orderTitle, pace, hour, timeZone, language }) => {
            const way = wayOf(channelId);
            const when = pace === 'daily' ? said.daily(hourInWords(hour), timeZone) : said.atOnce;
            const facts = [way?.address, when, said.languages[language], way?.state === 'paused' && said.isPaused];
            return { id, title: orderTitle ?? said.all, facts };
          })}
          {...(own.channels.length > 0 && { none: said.none })}
          actionOf={() => said.drop}
          isPending={(id) => dropping.isPending && dropping.variables === id}
          act={(id) => dropping.mutate(id)}
        />
        <Refusal error={dropping.error} />
        {own.channels.length > 0 && (
          <Adding label={said.add} form={(close) => <ChooseNotices channels={own.channels} close={close} />} />
        )}
      </Section>
      <Section title={said.last}>
        <OwnLines
          lines={own.notices.map(({ id, channelId, state, madeAt, count }) => ({
            id,
            title: instantInWords(madeAt, words),
            facts: [
              state !== 'withheld' && state !== 'failed' && said.count(count),
              wayOf(channelId)?.address ?? said.gone,
              said.state[state],
            ],
          }))}
          none={said.lastNone}
          actionOf={() => undefined}
          isPending={() => false}
          act={() => undefined}
        />
      </Section>
    </>
  );
}
