import { Stack, Text, TextInput } from '@mantine/core';
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
import { type Role, RoleBoxes } from '../settings/role-boxes.tsx';
import { Section } from '../settings/section.tsx';
import classes from '../settings/settings.module.css';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { useDoing } from '../settings/use-own.ts';
import { useListing } from '../wire/pages.ts';
import type { MadeThing, Reader } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** Who is at the desk. */
export function PeoplePage() {
  const { settings } = useWords();
  const words = settings.people;
  const listing = useListing<Reader>('readers', '/readers', { most: 100, areRecipients: false });
  if (listing.isPending) return <Loading />;
  if (listing.error) return <Failed error={listing.error} retry={listing.retry} />;
  return (
    <SettingsFrame>
      <Adding label={words.add} form={(close) => <NewPerson cancel={close} />} />
      {listing.items.length === 0 && <Empty title={words.empty} />}
      <ul className={classes['lines']}>
        {listing.items.map(({ id, name, kind }) => (
          <li key={id} className={classes['line']}>
            <PageLink to="/settings/people/$readerId" params={{ readerId: id }} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </PageLink>
            <Text size="sm" c="dimmed">
              {words.kind[kind]}
            </Text>
          </li>
        ))}
      </ul>
      <MoreButton {...listing} />
    </SettingsFrame>
  );
}

const NOBODY = {
  ...{ name: '', roles: ['analyst'] as Role[], clearance: NO_CLEARANCE },
  stated: { scheme: 'desk', marking: '' },
};

function NewPerson({ cancel }: { cancel(): void }) {
  const { settings } = useWords();
  const words = settings.people;
  const [typed, setTyped] = useState(NOBODY);
  const navigate = useNavigate();
  const creating = useDoing<typeof NOBODY, MadeThing>({
    method: 'POST',
    path: () => '/accounts',
    body: ({ name, roles, clearance, stated }) => ({ name, roles, clearance: clearanceOf(clearance), ...stated }),
    changes: ['readers'],
    done: ({ id }) => void navigate({ to: '/settings/people/$readerId', params: { readerId: id } }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    creating.mutate(typed);
  };
  return (
    <Section title={words.add}>
      <Stack component="form" onSubmit={submit} w="100%">
        <TextInput
          label={words.name}
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          autoFocus
          required
        />
        <RoleBoxes roles={typed.roles} change={(roles) => setTyped({ ...typed, roles })} />
        <ClearanceFields draft={typed.clearance} change={(clearance) => setTyped({ ...typed, clearance })} />
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
