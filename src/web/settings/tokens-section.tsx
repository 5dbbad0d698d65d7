import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { useMay } from '../shell/use-may.ts';
import type { MadeToken, OwnTokens } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { OnceShown } from './once-shown.tsx';
import { OwnLines } from './own-lines.tsx';
import { Section } from './section.tsx';
import classes from './settings.module.css';
import { useDoing, useOwn } from './use-own.ts';

/** Tokens by which programs act in one's name. */
export function TokensSection() {
  const words = useWords();
  const { tokens: said } = words.settings;
  const own = useOwn<OwnTokens>('/tokens');
  const [made, setMade] = useState<MadeToken>();
  const revoking = useDoing({ method: 'DELETE', path: (id: string) => `/tokens/${id}`, changes: ['/tokens'] });
  if (own.isPending) return <Loading />;
  if (own.error) return <Failed error={own.error} retry={() => void own.refetch()} />;
  return (
    <Section title={said.title} hint={said.hint}>
      {made && <OnceShown title={said.made} lines={[made.secret]} done={() => setMade(undefined)} />}
      <OwnLines
        lines={own.data.tokens.map(({ id, name, prefix, scopes, expiresAt, usedOn }) => {
          const reach = scopes.map((scope) => said.scope[scope]).join(', ');
          const used = usedOn === null ? said.unused : said.used(dayInWords(usedOn, words));
          return { id, title: name, facts: [`${prefix}…`, reach, said.ends(dayInWords(expiresAt, words)), used] };
        })}
        none={said.none}
        actionOf={() => said.revoke}
        isPending={(id) => revoking.isPending && revoking.variables === id}
        act={(id) => revoking.mutate(id)}
      />
      <Refusal error={revoking.error} />
      <Making made={setMade} />
    </Section>
  );
}

const DAYS = [1, 7, 30, 90, 365];
const DAY = 86_400_000;
type Scope = OwnTokens['tokens'][number]['scopes'][number];

function Making({ made }: { made(token: MadeToken): void }) {
  const { settings } = useWords();
  const words = settings.tokens;
  const mayAdminister = useMay('administrator');
  const offered: readonly Scope[] = mayAdminister ? ['read', 'write', 'administer'] : ['read', 'write'];
  const [typed, setTyped] = useState({ name: '', scopes: ['read'] as Scope[], days: 30 });
  const making = useDoing<typeof typed, MadeToken>({
    method: 'POST',
    path: () => '/tokens',
    body: ({ name, scopes, days }) => ({ name, scopes, expiresAt: new Date(Date.now() + days * DAY).toISOString() }),
    changes: ['/tokens'],
    done(token) {
      setTyped({ ...typed, name: '' });
      made(token);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    making.mutate(typed);
  };
  return (
    <form onSubmit={submit} className={classes['form']}>
      <Stack gap="sm" align="stretch">
        <TextInput
          label={words.name}
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          maxLength={100}
          required
        />
        <Checkbox.Group
          label={words.scopes}
          value={typed.scopes}
          onChange={(scopes) => setTyped({ ...typed, scopes: scopes as Scope[] })}
        >
          <Group mt={4}>
            {offered.map((scope) => (
              <Checkbox key={scope} value={scope} label={words.scope[scope]} />
            ))}
          </Group>
        </Checkbox.Group>
        <NativeSelect
          label={words.days}
          value={String(typed.days)}
          data={DAYS.map((days) => ({ value: String(days), label: words.inDays(days) }))}
          onChange={(event) => setTyped({ ...typed, days: Number(event.currentTarget.value) })}
        />
        <Refusal error={making.error} />
        <Button type="submit" variant="default" loading={making.isPending}>
          {words.add}
        </Button>
      </Stack>
    </form>
  );
}
