import { stopApps } from './appUnderTest';

const STOPPED_WITHIN_MS = 60_000;

/** What a whole run shares is stopped when it ends (.mocharc.json requires this file). */
export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(STOPPED_WITHIN_MS);
    await stopApps();
  },
};
