import { app, type HttpResponseInit } from '@azure/functions';
import { theApp } from '../wiring';

app.http('health', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'api/health',
  handler: async (): Promise<HttpResponseInit> => {
    const health = await theApp().health();
    return { status: health.status === 'ok' ? 200 : 503, jsonBody: health, headers: { 'cache-control': 'no-store' } };
  },
});
