import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { read } from '../wire/ask.ts';
import type { MadeLink, WholeReader } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { clearanceOf, draftOf } from './clearance-draft.ts';
import { ClearanceFields } from './clearance-fields.tsx';
import { OnceShown } from './once-shown.tsx';
import { RoleBoxes } from './role-boxes.tsx';
import { SavingNotes } from './saving-notes.tsx';
import { Section } from './section.tsx';
import { useDoing } from './use-own.ts';

type Account = NonNullable<WholeReader['account']>;

/** Reads one reader, as administrators see them. */
export function useReader(readerId: string) {
  return useQuery({
    queryKey: ['reader', readerId],
    queryFn: ({ signal }) => read<WholeReader>(`/readers/${readerId}`, {}, signal),
  });
}

interface ReaderHeadProps {
  readonly reader: WholeReader;
  /** Whether it is said what kind of reader it is. */
  readonly hasKind?: boolean;
}

/** Who it is, and whether they may come in. */
export function ReaderHead({ reader: { name, kind, account }, hasKind = false }: ReaderHeadProps) {
  const { settings } = useWords();
  const words = settings.people;
  const badges = [...(hasKind ? [words.kind[kind]] : []), ...(account ? [words.state[account.state]] : [])];
  return (
    <Group gap="xs">
      <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Title>
      {badges.map((text) => (
        <Badge key={text} variant="default" tt="none">
          {text}
        </Badge>
      ))}
    </Group>
  );
}

/** The groups of a reader. */
export function GroupsPart({ groups }: Pick<WholeReader, 'groups'>) {
  const { settings } = useWords();
  const words = settings.people;
  return (
    <Section title={words.groups}>
      <Text size="sm">{groups.length === 0 ? words.groupsNone : groups.join(', ')}</Text>
    </Section>
  );
}

interface AccountPartProps {
  readonly reader: WholeReader;
  readonly account: Account;
  readonly isOwn: boolean;
}

/** What somebody may do, and whether they may come in. */
export function AccountPart({ reader, account, isOwn }: AccountPartProps) {
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
  );
}

/** The link by which somebody comes in, shown once; a recipient without an account gets one by it. */
export function LinkPart({ reader }: { readonly reader: WholeReader }) {
  const words = useWords();
  const { people: said } = words.settings;
  const [made, setMade] = useState<MadeLink>();
  const making = useDoing<void, MadeLink>({
    method: 'POST',
    path: () => `/${reader.account ? 'accounts' : 'recipients'}/${reader.id}/links`,
    changes: ['reader'],
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

/** What somebody may read. */
export function ClearancePart({ reader, isOwn }: { readonly reader: WholeReader; readonly isOwn: boolean }) {
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
