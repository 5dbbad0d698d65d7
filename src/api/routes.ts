import type { Route } from './route.ts';
import { COPY_ROUTES } from './routes/copies.ts';
import { COVERAGE_ROUTES } from './routes/coverage.ts';
import { CREDENTIAL_ROUTES } from './routes/credentials.ts';
import { DOCUMENT_ROUTES } from './routes/documents.ts';
import { EXAMPLE_ROUTES } from './routes/example.ts';
import { FILTER_ROUTES } from './routes/filters.ts';
import { GROUP_ROUTES } from './routes/groups.ts';
import { HIT_ROUTES } from './routes/hits.ts';
import { IDENTITY_ROUTES } from './routes/identities.ts';
import { LOG_ROUTES } from './routes/log.ts';
import { NOTICE_ROUTES } from './routes/notices.ts';
import { ORDER_ROUTES } from './routes/orders.ts';
import { PASSKEY_ROUTES } from './routes/passkeys.ts';
import { PEOPLE_ROUTES } from './routes/people.ts';
import { QUESTION_ROUTES } from './routes/questions.ts';
import { RECIPIENT_ROUTES } from './routes/recipients.ts';
import { RELEASE_ROUTES } from './routes/releases.ts';
import { REPORT_ROUTES } from './routes/reports.ts';
import { SESSION_ROUTES } from './routes/session.ts';
import { SETTING_ROUTES } from './routes/settings.ts';
import { SOURCE_ROUTES } from './routes/sources.ts';
import { STORY_ROUTES } from './routes/stories.ts';
import { TARGET_ROUTES } from './routes/targets.ts';
import { TASK_ROUTES } from './routes/tasks.ts';
import { WORK_ROUTES } from './routes/work.ts';

/** All that can be asked of the desk. */
export const ROUTES: readonly Route[] = [
  ...SESSION_ROUTES,
  ...CREDENTIAL_ROUTES,
  ...PASSKEY_ROUTES,
  ...IDENTITY_ROUTES,
  ...EXAMPLE_ROUTES,
  ...ORDER_ROUTES,
  ...QUESTION_ROUTES,
  ...HIT_ROUTES,
  ...FILTER_ROUTES,
  ...DOCUMENT_ROUTES,
  ...STORY_ROUTES,
  ...SOURCE_ROUTES,
  ...TARGET_ROUTES,
  ...TASK_ROUTES,
  ...WORK_ROUTES,
  ...PEOPLE_ROUTES,
  ...RECIPIENT_ROUTES,
  ...NOTICE_ROUTES,
  ...REPORT_ROUTES,
  ...COVERAGE_ROUTES,
  ...RELEASE_ROUTES,
  ...COPY_ROUTES,
  ...GROUP_ROUTES,
  ...LOG_ROUTES,
  ...SETTING_ROUTES,
];
