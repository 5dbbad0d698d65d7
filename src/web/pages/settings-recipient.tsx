import { Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { PageLink } from '../parts/page-link.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { HeldCopies } from '../report/held-copies.tsx';
import { ChannelsPart } from '../settings/channels-part.tsx';
import { AccountPart, ClearancePart, GroupsPart, LinkPart, ReaderHead, useReader } from '../settings/person-parts.tsx';
import { Section } from '../settings/section.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { useMay } from '../shell/use-may.ts';
import { useSession } from '../wire/session.ts';
import type { WholeReader } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** One recipient: how they come in, what they may read, the ways to them, and what they have. */
export function RecipientPage() {
  const { readerId } = useParams({ from: '/signed-in/settings/recipients/$readerId' });
  const reader = useReader(readerId);
  if (reader.isPending) return <Loading />;
  if (reader.error) return <Failed error={reader.error} retry={() => void reader.refetch()} />;
  return <Whole key={reader.data.changedAt} reader={reader.data} />;
}

function Whole({ reader }: { readonly reader: WholeReader }) {
  const { recipients: words } = useWords();
  const { data: session } = useSession();
  const mayReadLedger = useMay('editor', 'analyst', 'releaser', 'inspector');
  const isOwn = session?.id === reader.id;
  return (
    <SettingsFrame>
      <PageLink to="/settings/recipients" size="sm">
        ← {words.back}
      </PageLink>
      <ReaderHead reader={reader} hasKind />
      {reader.account ? (
        <AccountPart reader={reader} account={reader.account} isOwn={isOwn} />
      ) : (
        <Text size="sm">{words.noAccount}</Text>
      )}
      {!isOwn && (reader.account?.state ?? 'active') === 'active' && <LinkPart reader={reader} />}
      <ChannelsPart recipientId={reader.id} />
      {mayReadLedger && (
        <Section title={words.has}>
          <HeldCopies by="recipientId" id={reader.id} none={words.hasNone} />
        </Section>
      )}
      <ClearancePart reader={reader} isOwn={isOwn} />
      <GroupsPart groups={reader.groups} />
    </SettingsFrame>
  );
}
