import * as fc from 'fast-check';

/** Property tests try the same inputs in every run: a red one stays red until it is mended. */
fc.configureGlobal({ seed: 20_260_302, numRuns: 200 });

export { fc };
