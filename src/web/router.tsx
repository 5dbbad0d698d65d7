import { Center, Title } from '@mantine/core';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  stringifySearchWith,
} from '@tanstack/react-router';
import type { ReportStatus } from '../schema/report-text.ts';
import type { LogSearch } from './log/use-log.ts';
import type { ShownStatus } from './pages/orders.tsx';
import { Failed, Loading } from './parts/status-notes.tsx';
import { SignedIn } from './shell/signed-in.tsx';
import { TRIAGE_SEARCH, type TriageSearch } from './triage/triage-search.ts';
import { useWords } from './words/words-context.tsx';

function NotFound() {
  return (
    <Center component="main" mih="60dvh" p="lg">
      <Title order={1} size="h4" ta="center">
        {useWords().common.notFound}
      </Title>
    </Center>
  );
}

/** The texts among what an address says; anything else that somebody wrote there does not count. */
function texts<Name extends string>(
  search: Record<string, unknown>,
  names: readonly Name[],
): { [name in Name]?: string } {
  return Object.fromEntries(
    names.flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : [])),
  ) as {
    [name in Name]?: string;
  };
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn });
const under = { getParentRoute: () => signedIn };

const tree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: '/link/$secret',
    component: lazyRouteComponent(() => import('./pages/link.tsx'), 'LinkPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity',
    component: lazyRouteComponent(() => import('./pages/identity.tsx'), 'IdentityPage'),
  }),
  signedIn.addChildren([
    createRoute({ ...under, path: '/', component: lazyRouteComponent(() => import('./pages/today.tsx'), 'TodayPage') }),
    createRoute({
      ...under,
      path: '/triage',
      validateSearch: (search): TriageSearch => texts(search, TRIAGE_SEARCH) as TriageSearch,
      component: lazyRouteComponent(() => import('./pages/triage.tsx'), 'TriagePage'),
    }),
    createRoute({
      ...under,
      path: '/orders',
      validateSearch: (search) => texts(search, ['status']) as { status?: ShownStatus },
      component: lazyRouteComponent(() => import('./pages/orders.tsx'), 'OrdersPage'),
    }),
    createRoute({
      ...under,
      path: '/orders/$orderId',
      component: lazyRouteComponent(() => import('./pages/order.tsx'), 'OrderPage'),
    }),
    createRoute({
      ...under,
      path: '/orders/import',
      component: lazyRouteComponent(() => import('./pages/import-orders.tsx'), 'ImportOrdersPage'),
    }),
    createRoute({
      ...under,
      path: '/orders/new',
      validateSearch: (search) => texts(search, ['answer']),
      component: lazyRouteComponent(() => import('./pages/order-editor.tsx'), 'NewOrderPage'),
    }),
    createRoute({
      ...under,
      path: '/orders/$orderId/edit',
      component: lazyRouteComponent(() => import('./pages/order-editor.tsx'), 'AmendOrderPage'),
    }),
    createRoute({
      ...under,
      path: '/reports',
      validateSearch: (search) => texts(search, ['status', 'order']) as { status?: ReportStatus; order?: string },
      component: lazyRouteComponent(() => import('./pages/reports.tsx'), 'ReportsPage'),
    }),
    createRoute({
      ...under,
      path: '/reports/new',
      validateSearch: (search) => texts(search, ['order']),
      component: lazyRouteComponent(() => import('./pages/report-editor.tsx'), 'NewReportPage'),
    }),
    createRoute({
      ...under,
      path: '/reports/$reportId',
      component: lazyRouteComponent(() => import('./pages/report.tsx'), 'ReportPage'),
    }),
    createRoute({
      ...under,
      path: '/reports/$reportId/edit',
      validateSearch: (search) => texts(search, ['order']),
      component: lazyRouteComponent(() => import('./pages/report-editor.tsx'), 'EditReportPage'),
    }),
    createRoute({
      ...under,
      path: '/copies',
      component: lazyRouteComponent(() => import('./pages/copies.tsx'), 'CopiesPage'),
    }),
    createRoute({
      ...under,
      path: '/copies/$copyId',
      component: lazyRouteComponent(() => import('./pages/copy.tsx'), 'CopyPage'),
    }),
    createRoute({
      ...under,
      path: '/orders/$orderId/coverage',
      validateSearch: (search) => texts(search, ['other']),
      component: lazyRouteComponent(() => import('./pages/coverage.tsx'), 'CoveragePage'),
    }),
    createRoute({
      ...under,
      path: '/settings/recipients',
      component: lazyRouteComponent(() => import('./pages/settings-recipients.tsx'), 'RecipientsPage'),
    }),
    createRoute({
      ...under,
      path: '/settings/recipients/$readerId',
      component: lazyRouteComponent(() => import('./pages/settings-recipient.tsx'), 'RecipientPage'),
    }),
    createRoute({
      ...under,
      path: '/targets/$targetId',
      component: lazyRouteComponent(() => import('./pages/target.tsx'), 'TargetPage'),
    }),
    createRoute({
      ...under,
      path: '/documents',
      validateSearch: (search) => texts(search, ['q']),
      component: lazyRouteComponent(() => import('./pages/documents.tsx'), 'DocumentsPage'),
    }),
    createRoute({
      ...under,
      path: '/documents/$documentId',
      component: lazyRouteComponent(() => import('./pages/document.tsx'), 'DocumentPage'),
    }),
    createRoute({
      ...under,
      path: '/sources',
      component: lazyRouteComponent(() => import('./pages/sources.tsx'), 'SourcesPage'),
    }),
    createRoute({
      ...under,
      path: '/sources/new',
      component: lazyRouteComponent(() => import('./pages/new-source.tsx'), 'NewSourcePage'),
    }),
    createRoute({
      ...under,
      path: '/sources/$sourceId',
      component: lazyRouteComponent(() => import('./pages/source.tsx'), 'SourcePage'),
    }),
    createRoute({
      ...under,
      path: '/settings',
      component: lazyRouteComponent(() => import('./pages/settings-account.tsx'), 'AccountPage'),
    }),
    createRoute({
      ...under,
      path: '/settings/desk',
      component: lazyRouteComponent(() => import('./pages/settings-desk.tsx'), 'DeskSettingsPage'),
    }),
    createRoute({
      ...under,
      path: '/settings/appearance',
      component: lazyRouteComponent(() => import('./pages/settings-appearance.tsx'), 'AppearancePage'),
    }),
    createRoute({
      ...under,
      path: '/settings/notices',
      component: lazyRouteComponent(() => import('./pages/settings-notices.tsx'), 'NoticesPage'),
    }),
    createRoute({
      ...under,
      path: '/settings/people',
      component: lazyRouteComponent(() => import('./pages/settings-people.tsx'), 'PeoplePage'),
    }),
    createRoute({
      ...under,
      path: '/settings/people/$readerId',
      component: lazyRouteComponent(() => import('./pages/settings-person.tsx'), 'PersonPage'),
    }),
    createRoute({
      ...under,
      path: '/settings/groups',
      component: lazyRouteComponent(() => import('./pages/settings-groups.tsx'), 'GroupsPage'),
    }),
    createRoute({
      ...under,
      path: '/settings/groups/$groupId',
      component: lazyRouteComponent(() => import('./pages/settings-group.tsx'), 'GroupPage'),
    }),
    createRoute({
      ...under,
      path: '/log',
      validateSearch: (search): LogSearch =>
        texts(search, ['action', 'actorId', 'objectId', 'kind', 'outcome', 'from', 'until']),
      component: lazyRouteComponent(() => import('./pages/log.tsx'), 'LogPage'),
    }),
    createRoute({
      ...under,
      path: '/log/$objectId',
      validateSearch: (search) => texts(search, ['noun']),
      component: lazyRouteComponent(() => import('./pages/log-object.tsx'), 'LogObjectPage'),
    }),
  ]),
]);

/** Everything in an address is a text as it stands there: quotation marks are a part of what is looked for. */
const asText = {
  parseSearch: parseSearchWith((value) => value),
  stringifySearch: stringifySearchWith(String),
};

export const router = createRouter({
  routeTree: tree,
  ...asText,
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error }) => <Failed error={error instanceof Error ? error : new Error(String(error))} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
