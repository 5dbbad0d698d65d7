import { Button, Group, NumberInput, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { SavingNotes } from '../settings/saving-notes.tsx';
import { Section } from '../settings/section.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { read, write } from '../wire/ask.ts';
import type { DeskSetting } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** What is set for the whole desk. */
export function DeskSettingsPage() {
  const { settings } = useWords();
  const listed = useQuery({
    queryKey: ['desk settings'],
    queryFn: ({ signal }) => read<{ readonly items: readonly DeskSetting[] }>('/settings', {}, signal),
  });
  return (
    <SettingsFrame>
      {listed.isPending && <Loading />}
      {listed.error && <Failed error={listed.error} retry={() => void listed.refetch()} />}
      {listed.data?.items.map((setting) => (
        <Section key={setting.name} title={settings.desk.titles[setting.name]}>
          <Setting setting={setting} />
        </Section>
      ))}
    </SettingsFrame>
  );
}

function Setting({ setting }: { readonly setting: DeskSetting }) {
  const { settings } = useWords();
  const queries = useQueryClient();
  const [value, setValue] = useState<number | ''>(setting.value);
  const saving = useMutation({
    mutationFn: (chosen: number) => write('PUT', `/settings/${setting.name}`, { value: chosen }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['desk settings'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (value !== '') saving.mutate(value);
  };
  const { usual, least, most } = setting;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <NumberInput
          label={settings.desk.labels[setting.name]}
          description={settings.desk.hints[setting.name](usual)}
          allowDecimal={false}
          min={least}
          max={most}
          value={value}
          onChange={(typed) => setValue(typeof typed === 'number' ? typed : '')}
          required
          maw={420}
        />
        <Group>
          <Button type="submit" loading={saving.isPending}>
            {settings.desk.save}
          </Button>
        </Group>
        <SavingNotes saving={saving} saved={settings.desk.saved} />
      </Stack>
    </form>
  );
}
