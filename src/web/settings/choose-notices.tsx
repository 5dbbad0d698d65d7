import { NativeSelect, Radio, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { useAllItems } from '../wire/all-items.ts';
import type { ChosenNotices, Order, OwnNotices } from '../wire/shapes.ts';
import { hourInWords } from '../words/dates.ts';
import { useLanguage, useWords } from '../words/words-context.tsx';
import { FormButtons } from './form-buttons.tsx';
import { useDoing } from './use-own.ts';

export const NOTICES_PATH = '/notices';
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourInWords(hour) }));
const PACES = ['at-once', 'daily'] as const;
const ALL = '';

interface ChooseNoticesProps {
  readonly channels: OwnNotices['channels'];
  close(): void;
}

/** The form by which one chooses to be told of new hits. */
export function ChooseNotices({ channels, close }: ChooseNoticesProps) {
  const { notices: words, recipients } = useWords();
  const { language } = useLanguage();
  const orders = useAllItems<Order>('orders', '/orders', { status: 'open' });
  const [typed, setTyped] = useState({
    channelId: channels[0]?.id ?? '',
    orderId: ALL,
    pace: 'at-once' as ChosenNotices['pace'],
    hour: 8,
  });
  const choosing = useDoing<typeof typed>({
    method: 'POST',
    path: () => NOTICES_PATH,
    body: ({ orderId, ...said }): ChosenNotices => ({
      ...said,
      orderId: orderId === ALL ? null : orderId,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      language,
    }),
    changes: [NOTICES_PATH],
    done: close,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    choosing.mutate(typed);
  };
  const titles = (orders.data ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Stack component="form" onSubmit={submit} w="100%" gap="sm">
      <NativeSelect
        label={words.order}
        value={typed.orderId}
        data={[{ value: ALL, label: words.all }, ...titles]}
        onChange={({ currentTarget }) => setTyped({ ...typed, orderId: currentTarget.value })}
      />
      <NativeSelect
        label={words.by}
        value={typed.channelId}
        data={channels.map(({ id, kind, address, ceiling, form }) => {
          const reach = form === 'notice' ? words.silent : words.carries(ceiling);
          return { value: id, label: `${recipients.channelKinds[kind]} ${address} (${reach})` };
        })}
        onChange={({ currentTarget }) => setTyped({ ...typed, channelId: currentTarget.value })}
      />
      <Radio.Group
        label={words.pace}
        value={typed.pace}
        onChange={(pace) => setTyped({ ...typed, pace: PACES.find((one) => one === pace) ?? 'at-once' })}
      >
        <Stack gap="xs" mt={4}>
          {PACES.map((pace) => (
            <Radio key={pace} value={pace} label={words.paces[pace]} />
          ))}
        </Stack>
      </Radio.Group>
      {typed.pace === 'daily' && (
        <NativeSelect
          label={words.hour}
          value={String(typed.hour)}
          data={HOURS}
          w={120}
          onChange={({ currentTarget }) => setTyped({ ...typed, hour: Number(currentTarget.value) })}
        />
      )}
      <Refusal error={choosing.error} />
      <FormButtons label={words.choose} isPending={choosing.isPending} cancel={close} />
    </Stack>
  );
}
