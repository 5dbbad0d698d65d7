import { NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { MoreButton } from '../parts/more-button.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { Adding } from '../settings/adding.tsx';
import { clearanceOf, NO_CLEARANCE } from '../settings/clearance-draft.ts';
import { ClearanceFields } from '../settings/clearance-fields.tsx';
import { FormButtons } from '../settings/form-buttons.tsx';
import { MarkingFields } from '../settings/marking-fields.tsx';
import { Section } from '../settings/section.tsx';
import classes from '../settings/settings.module.css';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { useDoing } from '../settings/use-own.ts';
import { useListing } from '../wire/pages.ts';
import type { MadeThing, Reader } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** Who gets what the desk releases. */
export function RecipientsPage() {
  const { settings, recipients: words } = useWords();
  const listing = useListing<Reader>('readers', '/readers', { most: 100, areRecipients: true });
  if (listing.isPending) return <Loading />;
  if (listing.error) return <Failed error={listing.error} retry={listing.retry} />;
  return (
    <SettingsFrame>
      <Adding label={words.add} form={(close) => <NewRecipient cancel={close} />} />
      {listing.items.length === 0 && <Empty title={words.empty} hint={words.hint} />}
      <ul className={classes['lines']}>
        {listing.items.map(({ id, name, kind }) => (
          <li key={id} className={classes['line']}>
            <PageLink
              to="/settings/recipients/$readerId"
              params={{ readerId: id }}
              style={{ overflowWrap: 'anywhere' }}
            >
              {name}
            </PageLink>
            <Text size="sm" c="dimmed">
              {settings.people.kind[kind]}
            </Text>
          </li>
        ))}
      </ul>
      <MoreButton {...listing} />
    </SettingsFrame>
  );
}

const NOBODY = {
  ...{ name: '', kind: 'person' as Reader['kind'], clearance: NO_CLEARANCE },
  stated: { scheme: 'desk', marking: '' },
};
const KINDS: readonly Reader['kind'][] = ['person', 'body'];

function NewRecipient({ cancel }: { cancel(): void }) {
  const { settings, recipients: words } = useWords();
  const [typed, setTyped] = useState(NOBODY);
  const navigate = useNavigate();
  const creating = useDoing<typeof NOBODY, MadeThing>({
    method: 'POST',
    path: () => '/recipients',
    body: ({ name, kind, clearance, stated }) => ({ name, kind, clearance: clearanceOf(clearance), ...stated }),
    changes: ['readers', 'recipients'],
    done: ({ id }) => void navigate({ to: '/settings/recipients/$readerId', params: { readerId: id } }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    creating.mutate(typed);
  };
  return (
    <Section title={words.add} hint={words.hint}>
      <Stack component="form" onSubmit={submit} w="100%">
        <TextInput
          label={settings.people.name}
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          autoFocus
          required
        />
        <NativeSelect
          label={words.kind}
          value={typed.kind}
          data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(event) => setTyped({ ...typed, kind: event.currentTarget.value as Reader['kind'] })}
        />
        <ClearanceFields draft={typed.clearance} change={(clearance) => setTyped({ ...typed, clearance })} />
        <MarkingFields
          label={words.marking}
          stated={typed.stated}
          change={(stated) => setTyped({ ...typed, stated })}
        />
        <Refusal error={creating.error} />
        <FormButtons label={settings.people.create} isPending={creating.isPending} cancel={cancel} />
      </Stack>
    </Section>
  );
}
