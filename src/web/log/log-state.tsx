import { Alert } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Failed } from '../parts/status-notes.tsx';
import { read } from '../wire/ask.ts';
import type { CheckedLog } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** Whether the log holds. */
export function LogState() {
  const words = useWords();
  const { log: said } = words;
  const checked = useQuery({
    queryKey: ['log-state'],
    staleTime: 60_000,
    queryFn: ({ signal }) => read<CheckedLog>('/log/verification', {}, signal),
  });
  if (checked.isPending) return null;
  if (checked.error) return <Failed error={checked.error} />;
  const { isSound, hasKey, checkedAt, errors } = checked.data;
  const text = isSound ? (hasKey ? said.sound : said.soundUnsigned) : said.broken;
  const icon = isSound ? <IconShieldCheck aria-hidden /> : <IconShieldX aria-hidden />;
  return (
    <Alert icon={icon} color={isSound ? 'gray' : 'red'} role={isSound ? 'status' : 'alert'} p="xs">
      {text} {said.checkedAt(agoInWords(checkedAt, words))} {errors.join(', ')}
    </Alert>
  );
}
