import type { Person } from './people';
import type { FileKept, Instant, RequestEvent } from './workRequest';

/** What one request holds (issue "Finding, files and numbers"): the form, the cards and the refusals say these numbers. */
export const MAX_FILE_MB = 50;
export const MAX_FILES = 20;
export const MAX_FILE_BYTES = MAX_FILE_MB * 1024 * 1024;

/** A file of a request, with who attached it and when. */
export interface AttachedFile extends FileKept {
  readonly by: Person;
  readonly at: Instant;
}

/** The files of a request, the oldest first: its history knows them. */
export const filesIn = (history: readonly RequestEvent[]): readonly AttachedFile[] =>
  history.flatMap(({ file, by, at }) => (file ? [{ ...file, by, at }] : []));

/** Why a file is not attached. */
export type FileFault =
  | 'badName' | 'foreignHost' | 'empty' | 'tooLarge' | 'cutOff' | 'notThere' | 'noAnswer' | 'tooMany' | 'broken';

/** After the file's name: what is the matter, and what to do instead. */
const FAULTS: Readonly<Record<FileFault, string>> = {
  badName: 'its name cannot be used. Please rename it, and send it again.',
  foreignHost: 'it is not kept by Teams, and nothing is fetched from anywhere else. Please drop or paste the file itself.',
  empty: 'it is empty. Please check it, and send it again.',
  tooLarge: `it is larger than ${MAX_FILE_MB} MB. Please send a part of it, or a link to where it is.`,
  cutOff: 'it broke off in the middle. Please send it again.',
  notThere: 'Teams does not hand it out any more. Please send it again.',
  noAnswer: 'Teams did not hand it out in time. Please send it again in a moment.',
  tooMany: `a request holds ${MAX_FILES} files at most. Please put several into one archive.`,
  broken: 'something broke on our side. Please send it again in a moment.',
};

/** @param name safe to show, or nothing where there is none */
export const sentenceOfFault = (fault: FileFault, name: string | undefined): string =>
  `${name === undefined ? 'A file' : `“${name}”`} was not attached: ${FAULTS[fault]}`;

const KB = 1024;

/** "12 KB", "3.4 MB": as file managers say it. */
export function sizeWords(bytes: number): string {
  if (bytes < KB) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (bytes < KB * KB) return `${Math.round(bytes / KB)} KB`;
  return `${(bytes / (KB * KB)).toFixed(1)} MB`;
}

/** What a server says of a file's type, for those who look into the storage: never trusted, never sent back. */
export function typeClaimed(header: string | undefined): string {
  const type = (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[a-z0-9][a-z0-9.+-]{0,60}\/[a-z0-9][a-z0-9.+-]{0,60}$/u.test(type) ? type : 'application/octet-stream';
}
