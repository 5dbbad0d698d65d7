import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';

/** Describes what can be asked in the terms of OpenAPI 3.1, at `/api/openapi.json`: for whoever is signed in. */
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
  api.get('/api/openapi.json', { schema: { hide: true }, config: { labels: 'unmarked' } }, () => api.swagger());
}
