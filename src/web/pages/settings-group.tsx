import { Badge, Button, NativeSelect, Group as Row, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { OwnLines } from '../settings/own-lines.tsx';
import { Section } from '../settings/section.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { useDoing } from '../settings/use-own.ts';
import { useAllItems } from '../wire/all-items.ts';
import { read } from '../wire/ask.ts';
import type { Reader, WholeGroup } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** One group with its members. */
export function GroupPage() {
  const { groupId } = useParams({ from: '/signed-in/settings/groups/$groupId' });
  const group = useQuery({
    queryKey: ['group', groupId],
    queryFn: ({ signal }) => read<WholeGroup>(`/groups/${groupId}`, {}, signal),
  });
  const readers = useAllItems<Reader>('readers', '/readers');
  if (group.isPending || readers.isPending) return <Loading />;
  if (group.error) return <Failed error={group.error} retry={() => void group.refetch()} />;
  if (readers.error) return <Failed error={readers.error} retry={() => void readers.refetch()} />;
  return <Whole group={group.data} readers={readers.data} />;
}

interface WholeProps {
  readonly group: WholeGroup;
  readonly readers: readonly Reader[];
}

function Whole({ group, readers }: WholeProps) {
  const words = useWords();
  const { groups: said } = words.settings;
  const names = new Map(readers.map(({ id, name }) => [id, name]));
  const moving = useDoing<WholeGroup['state']>({
    method: 'PUT',
    path: () => `/groups/${group.id}`,
    body: (state) => ({ state }),
    changes: ['group', 'groups'],
  });
  const removing = useDoing<string>({
    method: 'DELETE',
    path: (readerId) => `/groups/${group.id}/members/${readerId}`,
    changes: ['group', 'reader'],
  });
  const isActive = group.state === 'active';
  return (
    <SettingsFrame>
      <PageLink to="/settings/groups" size="sm">
        ← {said.back}
      </PageLink>
      <Row gap="xs">
        <Title order={2} size="h4">
          {group.name}
        </Title>
        <Badge variant="default" tt="none">
          {said.state[group.state]}
        </Badge>
      </Row>
      <div>
        <Text fw={500}>{group.title}</Text>
        <Text size="sm">{group.purpose}</Text>
      </div>
      <Section title={said.members}>
        <OwnLines
          lines={group.members.map(({ readerId, from, until }) => ({
            id: readerId,
            title: names.get(readerId) ?? said.somebody,
            facts: [
              said.from(dayInWords(from, words)),
              until === null ? undefined : said.until(dayInWords(until, words)),
            ],
          }))}
          none={said.membersNone}
          actionOf={() => said.memberRemove}
          isPending={(id) => removing.isPending && removing.variables === id}
          act={(id) => removing.mutate(id)}
        />
        <Refusal error={removing.error} />
        {isActive && <LettingIn group={group} readers={readers} />}
      </Section>
      <Row>
        <Button
          variant="default"
          loading={moving.isPending}
          onClick={() => moving.mutate(isActive ? 'closed' : 'active')}
        >
          {isActive ? said.close : said.open}
        </Button>
      </Row>
      <Refusal error={moving.error} />
    </SettingsFrame>
  );
}

function LettingIn({ group, readers }: WholeProps) {
  const { settings } = useWords();
  const words = settings.groups;
  const members = new Set(group.members.map(({ readerId }) => readerId));
  const others = readers.filter(({ id }) => !members.has(id));
  const [typed, setTyped] = useState({ readerId: '', until: '' });
  const letting = useDoing<typeof typed>({
    method: 'PUT',
    path: ({ readerId }) => `/groups/${group.id}/members/${readerId}`,
    body: ({ until }) => (until === '' ? {} : { until: new Date(`${until}T00:00:00Z`).toISOString() }),
    changes: ['group', 'reader'],
    done: () => setTyped({ readerId: '', until: '' }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    letting.mutate(typed);
  };
  return (
    <Stack component="form" onSubmit={submit} w="100%" maw={420} gap="sm">
      <NativeSelect
        label={words.member}
        value={typed.readerId}
        data={[{ value: '', label: '' }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => setTyped({ ...typed, readerId: event.currentTarget.value })}
        required
      />
      <TextInput
        type="date"
        label={words.untilLabel}
        value={typed.until}
        onChange={(event) => setTyped({ ...typed, until: event.currentTarget.value })}
      />
      <Refusal error={letting.error} />
      <Button type="submit" variant="default" loading={letting.isPending}>
        {words.memberAdd}
      </Button>
    </Stack>
  );
}
