import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { theApp } from '../wiring';

/** A request's link in a browser: into Teams for every well-formed key, whether it exists or not. */
app.http('openRequest', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'r/{key}',
  handler: async (request: HttpRequest): Promise<HttpResponseInit> => {
    const target = await theApp().linkTarget(request.params['key'] ?? '');
    return target === undefined ? { status: 404 } : { status: 302, headers: { location: target, 'cache-control': 'no-store' } };
  },
});
