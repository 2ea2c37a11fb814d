import { noticeText, questionnaireDialog, type AdaptiveCard, type CardContext } from '../src/cards';
import type { Person } from '../src/domain/people';
import type { RequestEvent, WorkRequest } from '../src/domain/workRequest';

const DETAILS = 'The **session cache** is full again:\n\n- shop\n- cart\n\nFrom a message of Ana Ruiz: [open it in Teams](https://teams.microsoft.com/l/message/19:abc@thread.tacv2/1767601800000)';

/** The form on somebody else's message, and what its author is told when the request becomes theirs. */
export function fromMessageSamples(author: Person, me: Person, { request, history }: { readonly request: WorkRequest; readonly history: readonly RequestEvent[] }, ctx: CardContext): Readonly<Record<string, AdaptiveCard>> {
  const [event] = history;
  if (!event) throw new Error('a story has moves');
  return {
    'questionnaire-from-message': questionnaireDialog({ nonce: 'nonce-1', typed: { details: DETAILS }, faults: [], requester: { me, author, chosen: 'me' } }),
    'notice-submitted-for': noticeText({ id: 'notice', to: author, kind: 'submittedFor', event: { ...event, by: me, person: author } }, request, ctx).card,
  };
}
