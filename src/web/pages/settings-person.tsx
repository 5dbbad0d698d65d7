import { Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { PageLink } from '../parts/page-link.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { ChannelsPart } from '../settings/channels-part.tsx';
import { AccountPart, ClearancePart, GroupsPart, LinkPart, ReaderHead, useReader } from '../settings/person-parts.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { useSession } from '../wire/session.ts';
import type { WholeReader } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** One reader, as administrators see them. */
export function PersonPage() {
  const { readerId } = useParams({ from: '/signed-in/settings/people/$readerId' });
  const reader = useReader(readerId);
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
      <ReaderHead reader={reader} />
      {isOwn && <Text size="sm">{words.own}</Text>}
      {reader.account ? (
        <AccountPart reader={reader} account={reader.account} isOwn={isOwn} />
      ) : (
        <Text size="sm">{words.noAccount}</Text>
      )}
      {!isOwn && reader.account?.state === 'active' && <LinkPart reader={reader} />}
      <ClearancePart reader={reader} isOwn={isOwn} />
      {reader.account?.state === 'active' && <ChannelsPart recipientId={reader.id} isMember />}
      <GroupsPart groups={reader.groups} />
    </SettingsFrame>
  );
}
