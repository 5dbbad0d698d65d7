import { Badge, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { MoreButton } from '../parts/more-button.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { Adding } from '../settings/adding.tsx';
import { FormButtons } from '../settings/form-buttons.tsx';
import { MarkingFields } from '../settings/marking-fields.tsx';
import { Section } from '../settings/section.tsx';
import classes from '../settings/settings.module.css';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { useDoing } from '../settings/use-own.ts';
import { useListing } from '../wire/pages.ts';
import type { Group, MadeThing } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** The circles that a marking can require. */
export function GroupsPage() {
  const { settings } = useWords();
  const words = settings.groups;
  const listing = useListing<Group>('groups', '/groups', { most: 100 });
  if (listing.isPending) return <Loading />;
  if (listing.error) return <Failed error={listing.error} retry={listing.retry} />;
  return (
    <SettingsFrame>
      <Adding label={words.add} form={(close) => <NewGroup cancel={close} />} />
      {listing.items.length === 0 && <Empty title={words.empty} hint={words.emptyHint} />}
      <ul className={classes['lines']}>
        {listing.items.map(({ id, name, title, state }) => (
          <li key={id} className={classes['line']}>
            <div className={classes['what']}>
              <PageLink to="/settings/groups/$groupId" params={{ groupId: id }}>
                {name}
              </PageLink>
              <Text size="sm" c="dimmed">
                {title}
              </Text>
            </div>
            {state !== 'active' && (
              <Badge variant="default" tt="none">
                {words.state[state]}
              </Badge>
            )}
          </li>
        ))}
      </ul>
      <MoreButton {...listing} />
    </SettingsFrame>
  );
}

const NONE = { name: '', title: '', purpose: '', stated: { scheme: 'desk', marking: '' } };

function NewGroup({ cancel }: { cancel(): void }) {
  const { settings } = useWords();
  const words = settings.groups;
  const [typed, setTyped] = useState(NONE);
  const navigate = useNavigate();
  const creating = useDoing<typeof NONE, MadeThing>({
    method: 'POST',
    path: () => '/groups',
    body: ({ stated, ...named }) => ({ ...named, ...stated }),
    changes: ['groups'],
    done: ({ id }) => void navigate({ to: '/settings/groups/$groupId', params: { groupId: id } }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    creating.mutate(typed);
  };
  const type = (key: 'name' | 'title' | 'purpose') => ({
    value: typed[key],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setTyped({ ...typed, [key]: event.currentTarget.value }),
    required: true,
  });
  return (
    <Section title={words.add} hint={words.emptyHint}>
      <Stack component="form" onSubmit={submit} w="100%">
        <TextInput label={words.name} description={words.nameHint} {...type('name')} autoFocus />
        <TextInput label={words.title} {...type('title')} />
        <Textarea label={words.purpose} autosize minRows={2} {...type('purpose')} />
        <MarkingFields
          label={words.marking}
          stated={typed.stated}
          change={(stated) => setTyped({ ...typed, stated })}
        />
        <Refusal error={creating.error} />
        <FormButtons label={words.create} isPending={creating.isPending} cancel={cancel} />
      </Stack>
    </Section>
  );
}
