import type { RawInput } from '../domain/readGiven';
import type { Log } from '../usecases/ports';

/** Where Teams lets a consented file be put. */
export interface Upload {
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly name: string;
  readonly uniqueId: string;
  readonly fileType: string;
  /** What the offer carried; from outside, so nothing in it is believed. */
  readonly context: RawInput;
}

type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (from: Loose, name: string): string => (Object.hasOwn(from, name) && typeof from[name] === 'string' ? from[name] : '');

/** The value of a `fileConsent/invoke` that says yes; `undefined` for no, and for anything else. */
export function readUpload(value: unknown): Upload | undefined {
  if (!isObject(value) || textOf(value, 'action') !== 'accept' || !isObject(value['uploadInfo'])) return undefined;
  const info = value['uploadInfo'];
  return {
    uploadUrl: textOf(info, 'uploadUrl'), contentUrl: textOf(info, 'contentUrl'), name: textOf(info, 'name'), uniqueId: textOf(info, 'uniqueId'), fileType: textOf(info, 'fileType'),
    context: isObject(value['context']) ? value['context'] : {},
  };
}

/** OneDrive for work lies on SharePoint (Microsoft Learn, "Microsoft 365 URLs and IP address ranges"); the other clouds have endings of their own. */
const TEAMS_FILE_HOSTS = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us', '.sharepoint.cn'];

/** Whether an address is one of Teams' own for files: https, no other port, nobody's name in it. */
export function isTeamsFileAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  return protocol === 'https:' && port === '' && username === '' && password === '' && TEAMS_FILE_HOSTS.some((host) => hostname.endsWith(host));
}

/** The invoke still has to be answered in its five seconds. */
const UPLOAD_TIMEOUT_MS = 4_000;

/** Puts bytes where Teams says, in one piece; whether they are there. Another address than Teams' own is never called, nor is one that it leads on to. */
export async function uploadFile({ uploadUrl }: Upload, bytes: Buffer, log: Log): Promise<boolean> {
  if (!isTeamsFileAddress(uploadUrl)) {
    log.warn('refused', { refusal: 'uploadAddress', host: URL.canParse(uploadUrl) ? new URL(uploadUrl).hostname.slice(0, 100) : 'none' });
    return false;
  }
  const headers = { 'content-type': 'text/csv', 'content-length': String(bytes.length), 'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}` };
  try {
    const { ok, status } = await fetch(uploadUrl, { method: 'PUT', headers, body: bytes, redirect: 'error', signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS) });
    if (!ok) log.warn('a file was not taken', { status });
    return ok;
  } catch (error) {
    log.warn('a file could not be uploaded', { error: error instanceof Error ? error.name : 'unknown' });
    return false;
  }
}
