import type { Conversations, ConversationReference, MetPerson } from '../../src/usecases/ports';
import { frozenCopy } from './frozenCopy';

export function memoryConversations(): Conversations {
  const chats = new Map<string, ConversationReference>();
  const serviceUrls = new Map<string, string>();
  const people = new Map<string, MetPerson>();
  return {
    personal: (personId) => Promise.resolve(chats.get(personId)),
    rememberPersonal: (person, reference) => Promise.resolve(void chats.set(person.id, frozenCopy(reference))),
    forgetPersonal: (personId) => Promise.resolve(void chats.delete(personId)),
    serviceUrl: (conversationId) => Promise.resolve(serviceUrls.get(conversationId)),
    rememberServiceUrl: (conversationId, serviceUrl) => Promise.resolve(void serviceUrls.set(conversationId, serviceUrl)),
    met: (personId) => Promise.resolve(people.get(personId)),
    rememberMet: (person) => Promise.resolve(void people.set(person.id, frozenCopy(person))),
  };
}
