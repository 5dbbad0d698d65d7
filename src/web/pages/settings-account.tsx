import { Text } from '@mantine/core';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { CodesSection } from '../settings/codes-section.tsx';
import { OwnLines } from '../settings/own-lines.tsx';
import { PasskeysSection } from '../settings/passkeys-section.tsx';
import { PasswordSection } from '../settings/password-section.tsx';
import { Section } from '../settings/section.tsx';
import { SessionsSection } from '../settings/sessions-section.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { TokensSection } from '../settings/tokens-section.tsx';
import { useOwn } from '../settings/use-own.ts';
import { useSession } from '../wire/session.ts';
import type { WaysIn } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** Who one is, by what one comes in, and what acts in one's name. */
export function AccountPage() {
  const words = useWords();
  const { account: said, people } = words.settings;
  const { data: session } = useSession();
  const waysIn = useOwn<WaysIn>('/ways-in');
  if (!session || waysIn.isPending) return <Loading />;
  if (waysIn.error) return <Failed error={waysIn.error} retry={() => void waysIn.refetch()} />;
  const roles = session.roles.map((role) => people.role[role as keyof typeof people.role] ?? role);
  return (
    <SettingsFrame>
      <Section title={said.you} hint={said.nameHint}>
        <Text>
          <strong>{session.name}</strong> – {roles.join(', ')}
        </Text>
      </Section>
      <PasswordSection waysIn={waysIn.data} name={session.name} />
      {waysIn.data.hasPassword && <CodesSection waysIn={waysIn.data} />}
      <PasskeysSection />
      <SessionsSection />
      <TokensSection />
      <Section title={said.identities}>
        <OwnLines
          lines={waysIn.data.identities.map(({ issuer, linkedAt }) => {
            return { id: `${issuer} ${linkedAt}`, title: issuer, facts: [said.linked(dayInWords(linkedAt, words))] };
          })}
          none={said.identitiesNone}
          actionOf={() => undefined}
          isPending={() => false}
          act={() => undefined}
        />
      </Section>
    </SettingsFrame>
  );
}
