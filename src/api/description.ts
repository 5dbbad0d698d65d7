import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { REFERENCE_POLICY, referencePage } from './reference-page.ts';
import { ROUTES } from './routes.ts';

/**
 * Describes what can be asked, for whoever is signed in: in the terms of OpenAPI 3.1 at `/api/openapi.json`, and for people at
 * `/api/reference`.
 */
export async function describeRoutes(api: FastifyInstance): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Vigie',
        description:
          'Standing questions over open sources. Everything is answered as far as who asks may read it. What goes wrong is told by RFC 9457, with the codes of docs/errors.md.',
        version: '1',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'vigie-session' },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig: { target: 'draft-2020-12' } }),
  });
  // Made for whoever asks first: it takes a tenth of a second, for which no start of a desk should wait.
  let page: string | undefined;
  api.get('/api/reference', { schema: { hide: true }, config: { labels: 'unmarked' } }, (_request, reply) => {
    page ??= referencePage(ROUTES);
    return reply.type('text/html; charset=utf-8').header('content-security-policy', REFERENCE_POLICY).send(page);
  });
  api.get('/api/openapi.json', { schema: { hide: true }, config: { labels: 'unmarked' } }, () => api.swagger());
}
