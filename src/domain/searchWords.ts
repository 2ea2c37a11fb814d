import type { ServiceId } from './questionnaire';
import type { WorkRequest } from './workRequest';
import type { Status } from './workflow';

/** Letters and digits without case and accents, so that what is found does not hang on how it was typed ("Ärger" is "arger"). */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFD').replace(/\p{M}/gu, '');

/** The words of a text, folded, each one once, in the order of their first appearance. */
export const wordsIn = (text: string): readonly string[] => [...new Set(folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean))];

/** The words that a search looks into: those of the summary and of the details. */
export const searchedWords = ({ answers }: WorkRequest): readonly string[] => wordsIn(`${answers.summary}\n${answers.details}`);

/** Of a longer word the beginning is noted; the whole of it is compared when a request is looked at. */
const NOTED_UNITS = 40;
export const notedWord = (word: string): string => word.slice(0, NOTED_UNITS);

/** What a request can be found under. */
export type SearchTerm = 'all' | 'open' | `status:${Status}` | `service:${ServiceId}` | `word:${string}`;

export const wordTerm = (word: string): SearchTerm => `word:${notedWord(word)}`;

/** Everything that this request is to be found under, each once and always in the same order. */
export function searchTermsOf(request: WorkRequest): readonly SearchTerm[] {
  const words = new Set(searchedWords(request).map(wordTerm));
  return ['all', ...(request.status === 'Done' ? [] : ['open' as const]), `status:${request.status}`, `service:${request.answers.service}`, ...[...words].sort()];
}
