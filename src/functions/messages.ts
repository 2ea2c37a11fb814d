import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { theApp } from '../wiring';

/** The one door of Teams. HEAD answers probes that ask whether somebody is here. */
app.http('messages', {
  methods: ['POST', 'HEAD'],
  authLevel: 'anonymous',
  route: 'api/messages',
  handler: async (request: HttpRequest): Promise<HttpResponseInit> => {
    if (request.method === 'HEAD') return { status: 200 };
    const { status, body } = await theApp().messages({ headers: Object.fromEntries(request.headers.entries()), body: await request.text() });
    return body === undefined ? { status } : { status, jsonBody: body };
  },
});
