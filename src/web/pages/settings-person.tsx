import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { clearanceOf, draftOf } from '../settings/clearance-draft.ts';
import { ClearanceFields } from '../settings/clearance-fields.tsx';
import { OnceShown } from '../settings/once-shown.tsx';
import { RoleBoxes } from '../settings/role-boxes.tsx';
import { SavingNotes } from '../settings/saving-notes.tsx';
import { Section } from '../settings/section.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { useDoing } from '../settings/use-own.ts';
import { read } from '../wire/ask.ts';
import { useSession } from '../wire/session.ts';
import type { MadeLink, WholeReader } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

type Account = NonNullable<WholeReader['account']>;

/** One reader, as administrators see them. */
export function PersonPage() {
  const { readerId } = useParams({ from: '/signed-in/settings/people/$readerId' });
  const reader = useQuery({
    queryKey: ['reader', readerId],
    queryFn: ({ signal }) => read<WholeReader>(`/readers/${readerId}`, {}, signal),
  });
  if (reader.isPending) return <Loading />;
  if (reader.error) return <Failed error={reader.error} retry={() => void reader.refetch()} />;
  return <Whole key={reader.data.changedAt} reader={reader.data} />;
}

function Whole({ reader }: { readonly reader: WholeReader }) {
  const { settings } = useWords();
  const words = settings.people;
  const { data: session } = useSession();
  const isOwn = session?.id === reader.id;
  return (
    <SettingsFrame>
      <PageLink to="/settings/people" size="sm">
        ← {words.back}
      </PageLink>
      <Group gap="xs">
        <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
          {reader.name}
        </Title>
        {reader.account && (
          <Badge variant="default" tt="none">
            {words.state[reader.account.state]}
          </Badge>
        )}
      </Group>
      {isOwn && <Text size="sm">{words.own}</Text>}
      {reader.account ? (
        <AccountPart reader={reader} account={reader.account} isOwn={isOwn} />
      ) : (
        <Text size="sm">{words.noAccount}</Text>
      )}
      <ClearancePart reader={reader} isOwn={isOwn} />
      <Section title={words.groups}>
        <Text size="sm">{reader.groups.length === 0 ? words.groupsNone : reader.groups.join(', ')}</Text>
      </Section>
    </SettingsFrame>
  );
}

interface PartProps {
  readonly reader: WholeReader;
  readonly account: Account;
  readonly isOwn: boolean;
}

function AccountPart({ reader, account, isOwn }: PartProps) {
  const { settings } = useWords();
  const words = settings.people;
  const [roles, setRoles] = useState(account.roles);
  const changing = useDoing<Partial<Account>>({
    method: 'PUT',
    path: () => `/accounts/${reader.id}`,
    body: (change) => change,
    changes: ['reader', 'readers'],
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    changing.mutate({ roles });
  };
  const state = (to: Account['state'], label: string) => (
    <Button
      key={to}
      variant="default"
      loading={changing.variables?.state === to && changing.isPending}
      onClick={() => changing.mutate({ state: to })}
    >
      {label}
    </Button>
  );
  return (
    <>
      <Section title={words.account}>
        <Stack component="form" onSubmit={submit} w="100%">
          <RoleBoxes roles={roles} change={setRoles} />
          <SavingNotes saving={changing} saved={words.saved} />
          {!isOwn && (
            <Group gap="xs">
              <Button type="submit" loading={changing.isPending && changing.variables?.roles !== undefined}>
                {words.save}
              </Button>
              {account.state === 'active' && state('locked', words.lock)}
              {account.state !== 'closed' && state('closed', words.close)}
              {account.state !== 'active' && state('active', words.open)}
            </Group>
          )}
        </Stack>
      </Section>
      {!isOwn && account.state === 'active' && <LinkPart reader={reader} />}
    </>
  );
}

function LinkPart({ reader }: { readonly reader: WholeReader }) {
  const words = useWords();
  const { people: said } = words.settings;
  const [made, setMade] = useState<MadeLink>();
  const making = useDoing<void, MadeLink>({
    ...{ method: 'POST', path: () => `/accounts/${reader.id}/links`, changes: [] },
    done: setMade,
  });
  return (
    <Section title={said.link} hint={said.linkHint}>
      {made && (
        <OnceShown
          title={made.purpose === 'reset' ? said.linkReset(reader.name) : said.linkInvite(reader.name)}
          hint={said.linkEnds(instantInWords(made.expiresAt, words))}
          lines={[`${window.location.origin}/link/${made.secret}`]}
          done={() => setMade(undefined)}
        />
      )}
      <Refusal error={making.error} />
      <Button variant="default" loading={making.isPending} onClick={() => making.mutate()}>
        {said.link}
      </Button>
    </Section>
  );
}

function ClearancePart({ reader, isOwn }: { readonly reader: WholeReader; readonly isOwn: boolean }) {
  const { settings } = useWords();
  const words = settings.people;
  const [draft, setDraft] = useState(() => draftOf(reader.clearance));
  const changing = useDoing<void>({
    method: 'PUT',
    path: () => `/readers/${reader.id}/clearance`,
    body: () => ({ clearance: clearanceOf(draft) }),
    changes: ['reader'],
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    changing.mutate();
  };
  return (
    <Section title={words.clearance}>
      <Stack component="form" onSubmit={submit} w="100%">
        <ClearanceFields draft={draft} change={setDraft} />
        <SavingNotes saving={changing} saved={words.saved} />
        {!isOwn && (
          <Group>
            <Button type="submit" loading={changing.isPending}>
              {words.save}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
