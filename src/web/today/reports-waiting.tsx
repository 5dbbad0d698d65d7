import { Text } from '@mantine/core';
import { COPY_WORDS } from '../../schema/report-text.ts';
import { Marking } from '../parts/marking.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { useListing } from '../wire/pages.ts';
import { useSession } from '../wire/session.ts';
import type { ListedCopy, Report } from '../wire/shapes.ts';
import { agoInWords, dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { Card } from './card.tsx';

const FEW = 8;

/** Reports that somebody submitted, for who may approve them: nobody approves their own. */
export function ReportsInReview() {
  const { today } = useWords();
  const { data: session } = useSession();
  const found = useListing<Report>('reports', '/reports', { status: 'review', most: FEW });
  const items = found.items.filter(({ ownerId }) => ownerId !== session?.id);
  return (
    <Card title={today.reportsInReview} none={today.reportsInReviewNone} listing={{ ...found, items }}>
      <ReportLines reports={items} />
    </Card>
  );
}

/** Reports that were approved, for who may release them. */
export function ReportsToRelease() {
  const { today } = useWords();
  const found = useListing<Report>('reports', '/reports', { status: 'approved', most: FEW });
  return (
    <Card title={today.reportsToRelease} none={today.reportsToReleaseNone} listing={found}>
      <ReportLines reports={found.items} />
    </Card>
  );
}

function ReportLines({ reports }: { readonly reports: readonly Report[] }) {
  const words = useWords();
  return reports.map(({ id, title, banner, changedAt }) => (
    <div key={id}>
      <PageLink to="/reports/$reportId" params={{ reportId: id }} size="sm" lineClamp={2}>
        {title.trim() || words.reports.untitled}
      </PageLink>
      <Text size="xs" c="dimmed" component="div">
        <Marking text={banner} size="xs" /> {agoInWords(changedAt, words)}
      </Text>
    </div>
  ));
}

/** Copies that were released to whoever is of the desk and gets reports, too; nothing where none waits. */
export function UnreadCopies() {
  const words = useWords();
  const found = useListing<ListedCopy>('copies', '/copies', { most: 50 });
  const items = found.items.filter(({ isRead, state }) => !isRead && state !== 'recalled').slice(0, FEW);
  if (items.length === 0 && found.error === null) return null;
  return (
    <Card title={words.today.copies} none={words.today.copiesNone} listing={{ ...found, items }}>
      {items.map(({ id, title, language, releasedAt }) => (
        <div key={id}>
          <PageLink to="/copies/$copyId" params={{ copyId: id }} size="sm" lineClamp={2}>
            <span lang={language}>{title ?? COPY_WORDS[language].report}</span>
          </PageLink>
          <Text size="xs" c="dimmed">
            {words.portal.released(dayInWords(releasedAt, words))}
          </Text>
        </div>
      ))}
    </Card>
  );
}
