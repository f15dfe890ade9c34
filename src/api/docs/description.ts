import { z } from 'zod';
import { forEverybody, type Route } from '../http/route.js';
import { createDocument } from '../openapi/document.js';
import { service } from '../v1/service.js';

/** The address of the description of the interface. */
export const documentPath = '/openapi.json';

/** Makes the route that describes all routes. It makes the document at the first request, to keep the start short. */
export function descriptionRoute(routes: () => readonly Route[]): Route {
  let document: string | undefined;
  return forEverybody(
    {
      ...service,
      path: documentPath,
      id: 'readDescription',
      summary: 'Read this description',
      answers: {
        200: {
          description: 'An OpenAPI 3.1 document.',
          schema: z.looseObject({ openapi: z.string(), paths: z.looseObject({}) }),
        },
      },
    },
    async ({ api }) => {
      document ??= JSON.stringify(createDocument(routes(), api.version));
      return { status: 200, body: document };
    },
  );
}
