import { previewOf, sharedCard } from '../cards';
import type { WorkRequest } from '../domain/workRequest';
import { noResults } from './answers';
import type { Room } from './room';

/** Results of a search or an unfolded link: without its `preview` next to it Teams shows no card (facts, "Invokes"). */
export const foundResults = (room: Room, requests: readonly WorkRequest[]): object => ({
  composeExtension: { type: 'result', attachmentLayout: 'list', attachments: requests.map((request) => attachmentOf(room, request)) },
});

export const nothingFound = noResults;

const attachmentOf = (room: Room, request: WorkRequest): object => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: sharedCard(request, room.cardContext()),
  preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: previewOf(request) },
});
