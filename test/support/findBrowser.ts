import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAM_FOLDERS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
const PATHS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge']
    .flatMap((name) => [`/usr/bin/${name}`, `/usr/local/bin/${name}`, `/snap/bin/${name}`])
    .concat('/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'),
  darwin: ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((name) =>
    ['/Applications', join(process.env['HOME'] ?? '', 'Applications')].map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`)),
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe', 'Chromium\\Application\\chrome.exe'].flatMap((path) =>
    PROGRAM_FOLDERS.flatMap((name) => (process.env[name] ? [`${process.env[name]}\\${path}`] : []))),
};

export const HOW_TO_GET_A_BROWSER =
  'The browser tests need Chrome, Edge or Chromium. Install one (Debian, Ubuntu: apt install chromium; macOS: brew install --cask google-chrome; '
  + 'Windows: Edge is there) or set CHROME_PATH to its executable.';

/** The executable of a browser on this machine: CHROME_PATH, or one in a usual place. A CHROME_PATH that leads nowhere is an error. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env, exists: (path: string) => boolean = existsSync): string | undefined {
  const wanted = env['CHROME_PATH'];
  if (!wanted) return PATHS[process.platform]?.find(exists);
  if (!exists(wanted)) throw new Error(`CHROME_PATH is ${wanted}, where there is no file. ${HOW_TO_GET_A_BROWSER}`);
  return wanted;
}

/** For a browser test's `before`: its executable, or the test is skipped and says why; with CI=true it fails instead. */
export function browserOrSkip(context: Mocha.Context): string {
  const executable = findBrowser();
  if (executable !== undefined) return executable;
  if (process.env['CI'] === 'true') throw new Error(HOW_TO_GET_A_BROWSER);
  process.stdout.write(`Skipped: ${HOW_TO_GET_A_BROWSER}\n`);
  return context.skip();
}
