import { Badge, Box, Group, Stack, Text, Title } from '@mantine/core';
import { COPY_WORDS } from '../../schema/report-text.ts';
import { Listed } from '../parts/listed.tsx';
import { Marking } from '../parts/marking.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Empty } from '../parts/status-notes.tsx';
import { CopyState } from '../portal/copy-state.tsx';
import styles from '../portal/portal.module.css';
import { useListing } from '../wire/pages.ts';
import type { ListedCopy } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** The copies of whoever is signed in, the last one first. */
export function CopiesPage() {
  const { portal } = useWords();
  const listing = useListing<ListedCopy>('copies', '/copies');
  return (
    <Stack p="md" maw={800}>
      <Title order={1} size="h3">
        {portal.title}
      </Title>
      <Listed
        listing={listing}
        empty={<Empty title={portal.empty} hint={portal.emptyHint} />}
        className={styles['list']}
        line={(copy) => <CopyLine key={copy.id} copy={copy} />}
      />
    </Stack>
  );
}

function CopyLine({ copy }: { readonly copy: ListedCopy }) {
  const words = useWords();
  const { portal } = words;
  const { id, title, banner, notice, state, releasedAt, isRead, isAcknowledged, language } = copy;
  const isNew = !isRead && state !== 'recalled';
  return (
    <li className={styles['line']}>
      <Box miw={0}>
        <PageLink to="/copies/$copyId" params={{ copyId: id }} fw={isNew ? 700 : 500}>
          <span lang={language}>{title ?? COPY_WORDS[language].report}</span>
        </PageLink>
        <Text size="sm" c="dimmed">
          {[portal.released(dayInWords(releasedAt, words)), isAcknowledged && portal.acknowledged]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {banner !== null && (
          <Group gap={6} mt={4} className={styles['banner'] ?? ''}>
            <Marking text={banner} size="xs" />
            {notice !== null && (
              <Text size="xs" fw={600}>
                {notice}
              </Text>
            )}
          </Group>
        )}
      </Box>
      <Group gap={6} className={styles['state'] ?? ''}>
        {isNew && (
          <Badge variant="filled" tt="none">
            {portal.unread}
          </Badge>
        )}
        <CopyState state={state} />
      </Group>
    </li>
  );
}
