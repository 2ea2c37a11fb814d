import type { BuildOptions, Plugin } from 'esbuild';

/**
 * What the SDKs bring along for bots of another kind, and why this product never calls it. Left out, the app starts in half the time
 * (docs/decisions/0009-what-the-bundle-leaves-out.md); called all the same, it throws with its name.
 */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'botbuilder-dialogs': "teams-ai's sign-in prompts, and with them the recognizers of numbers and dates",
  'botframework-streaming': 'bots that are reached through named pipes and web sockets',
  openai: "teams-ai's language models",
  'gpt-tokenizer': "teams-ai's language models",
  axios: "skills, and teams-ai's language models",
  yaml: "teams-ai's prompt templates",
  'fs-extra': "botbuilder's transcripts in files",
  htmlparser2: "botbuilder's speech",
  xpath: 'xPath() in card templates',
  '@xmldom/xmldom': 'xPath() in card templates',
  jspath: 'jPath() in card templates',
};

const nameOf = (path: string): string => path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/');

/** Loads as if all were there, classes to extend included; whatever is called says which package it belongs to. */
const standIn = (name: string): string => `
const fail = (part) => { throw new Error(${JSON.stringify(`${name} is not in this bundle: `)} + part + ' was called, see .build/bundleOptions.ts'); };
module.exports = new Proxy({}, { get: (_all, part) => part === '__esModule' ? true : function () { fail(String(part)); } });
`;

const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path }) => (Object.hasOwn(LEFT_OUT, nameOf(path)) ? { path: nameOf(path), namespace: 'left-out' } : undefined));
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: standIn(path) }));
  },
};

const PLAIN = 'resolved plainly';

/** Our imports and the SDKs' own requires name the same packages: one copy of each, the CommonJS one, is enough. */
const oneCopy: Plugin = {
  name: 'one-copy',
  setup(build) {
    build.onResolve({ filter: /^(@azure|@typespec)\// }, ({ path, kind, importer, resolveDir, pluginData }) =>
      kind !== 'import-statement' || pluginData === PLAIN ? undefined : build.resolve(path, { kind: 'require-call', importer, resolveDir, pluginData: PLAIN }));
  },
};

/** How the app is bundled, for Azure and for local mode. Names and lines stay, so that a stack in a log can be read. */
export const BUNDLE_OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  legalComments: 'none',
  // Only the worker of the real host has it, at run time.
  external: ['@azure/functions-core'],
  plugins: [leaveOut, oneCopy],
  logLevel: 'silent',
} satisfies BuildOptions;
