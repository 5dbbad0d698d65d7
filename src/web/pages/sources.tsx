import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { MoreButton } from '../parts/more-button.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { useMay } from '../shell/use-may.ts';
import { Health, HealthLine } from '../sources/health.tsx';
import classes from '../sources/sources.module.css';
import { useListing } from '../wire/pages.ts';
import type { Source } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

const ImportDialog = lazy(() =>
  import('../sources/import-dialog.tsx').then((part) => ({ default: part.ImportDialog })),
);

/** Where documents come from, what is in trouble first. */
export function SourcesPage() {
  const { sources: words } = useWords();
  const listing = useListing<Source>('sources', '/sources', { most: 200 });
  const mayChange = useMay('editor', 'analyst');
  if (listing.isPending) return <Loading />;
  if (listing.error) return <Failed error={listing.error} retry={listing.retry} />;
  const sources = [...listing.items].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  const troubled = sources.filter(({ standing }) => standing.isInTrouble).length;
  return (
    <Stack p="md" maw={1000}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {words.title}
        </Title>
        <Tools mayChange={mayChange} hasSources={sources.length > 0} />
      </Group>
      {sources.length === 0 ? (
        <Empty title={words.empty} hint={words.emptyHint} />
      ) : (
        <Group gap="xs">
          {troubled > 0 && <IconAlertTriangle size={18} aria-hidden color="var(--mantine-color-red-6)" />}
          <Text fw={troubled > 0 ? 600 : 400}>{troubled > 0 ? words.troubled(troubled) : words.noTrouble}</Text>
        </Group>
      )}
      <ul className={classes['list']}>
        {sources.map((source) => (
          <Line key={source.id} source={source} />
        ))}
      </ul>
      <MoreButton {...listing} />
    </Stack>
  );
}

/** What is in trouble comes first, what is not read any more last. */
function rank({ standing, status }: Source): number {
  if (status !== 'active') return status === 'paused' ? 2 : 3;
  return standing.isInTrouble ? 0 : 1;
}

function Line({ source }: { readonly source: Source }) {
  const { sources: words } = useWords();
  return (
    <li className={classes['line']}>
      <div className={classes['what']}>
        <PageLink to="/sources/$sourceId" params={{ sourceId: source.id }} fw={500}>
          {source.name}
        </PageLink>
        <Text size="xs" c="dimmed" className={classes['address']}>
          {words.kinds[source.kind]} · {source.address}
        </Text>
        <HealthLine source={source} />
      </div>
      <Group gap="xs" wrap="nowrap">
        <Badge variant="outline" color="gray" title={words.reliabilities[source.reliability]}>
          {source.reliability}
        </Badge>
        <Health source={source} />
      </Group>
    </li>
  );
}

function Tools({ mayChange, hasSources }: { readonly mayChange: boolean; readonly hasSources: boolean }) {
  const { sources: words } = useWords();
  const [isImporting, importing] = useDisclosure();
  return (
    <Group gap="xs">
      {mayChange && (
        <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} component={Link} to="/sources/new">
          {words.add}
        </Button>
      )}
      {mayChange && (
        <Button size="xs" variant="default" onClick={importing.open}>
          {words.import}
        </Button>
      )}
      {hasSources && (
        <Button size="xs" variant="default" component="a" href="/api/sources/opml" download>
          {words.export}
        </Button>
      )}
      {isImporting && (
        <Suspense>
          <ImportDialog close={importing.close} />
        </Suspense>
      )}
    </Group>
  );
}
