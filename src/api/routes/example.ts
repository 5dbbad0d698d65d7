import { listExampleReaders, lookAs } from '../../actions/example-readers.ts';
import { notFound } from '../../actions/ids.ts';
import { exampleReaders, lookingAs } from '../../schema/wire/example.ts';
import { session } from '../../schema/wire/session.ts';
import { route } from '../route.ts';
import { shownSession } from '../shown-session.ts';

/** Of the desk of an example, which somebody looks at on their own machine. */
export const EXAMPLE_ROUTES = [
  route({
    method: 'GET',
    path: '/example/readers',
    summary: 'As whom one may look at an example',
    scope: 'read',
    labels: 'own',
    answer: exampleReaders,
    handle: async ({ desk, session: own, isExample }) => ({
      readers: isExample ? await listExampleReaders(desk, own()) : [],
    }),
  }),
  route({
    method: 'POST',
    path: '/example/session',
    summary: 'Look at an example as another reader of it',
    scope: 'write',
    labels: 'own',
    isSecret: true,
    body: lookingAs,
    answer: session,
    async handle({ desk, session: own, isExample, client, cookie, body: { accountId } }) {
      if (!isExample) throw notFound('reader');
      const begun = await lookAs(desk, own(), { accountId, client });
      cookie.keep(begun);
      return shownSession(begun.session);
    },
  }),
];
