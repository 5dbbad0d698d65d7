import { Badge, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PageLink } from '../parts/page-link.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { AccountPart, ClearancePart, LinkPart } from '../settings/person-parts.tsx';
import { Section } from '../settings/section.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { read } from '../wire/ask.ts';
import { useSession } from '../wire/session.ts';
import type { WholeReader } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

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
      {!isOwn && reader.account?.state === 'active' && <LinkPart reader={reader} />}
      <ClearancePart reader={reader} isOwn={isOwn} />
      <Section title={words.groups}>
        <Text size="sm">{reader.groups.length === 0 ? words.groupsNone : reader.groups.join(', ')}</Text>
      </Section>
    </SettingsFrame>
  );
}
