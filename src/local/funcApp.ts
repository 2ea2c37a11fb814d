import { provideApp, type App } from '../wiring';
import { createLocalApp } from './localApp';

// The app in the real Functions host (`npm run start:func`): the host loads this file and asks no questions, so what takes a moment is awaited by whoever comes first.

const opening = createLocalApp({ port: Number(process.env['PORT']), storageConnection: process.env['STORAGE_CONNECTION'] ?? '', playgroundPort: process.env['PLAYGROUND_PORT'] });
const opened = async (): Promise<App> => (await opening).app;

provideApp({
  messages: async (call) => (await opened()).messages(call),
  syncCards: async (message) => (await opened()).syncCards(message),
  sweepPromises: async () => (await opened()).sweepPromises(),
  heal: async () => (await opened()).heal(),
  health: async () => (await opened()).health(),
  linkTarget: async (key) => (await opened()).linkTarget(key),
});
void import('../functions');
