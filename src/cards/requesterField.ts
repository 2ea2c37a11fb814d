import type { Person } from '../domain/people';
import type { FieldData } from './cardData';
import { nameOf, subtleRuns } from './safeText';

/** Whose request it is: the question of a form that was opened on somebody else's message. */
export interface RequesterQuestion {
  readonly me: Person;
  readonly author: Person;
  readonly chosen: 'me' | 'author';
  readonly fault?: string;
}

/** Only what was chosen comes back from the form: who the author is, the server knows. */
const CHOICES = ['me', 'author'] as const;
const titleOf = (choice: (typeof CHOICES)[number], { me, author }: Pick<RequesterQuestion, 'me' | 'author'>): string =>
  choice === 'me' ? `Me (${nameOf(me)})` : `${nameOf(author)}, who wrote the message`;

export const requesterField = (question: RequesterQuestion): FieldData => ({
  id: 'requester', label: 'Requester', hasFault: question.fault !== undefined, fault: question.fault ?? '',
  hints: [{ runs: subtleRuns('Whose request it is: they get its card, its questions and its news.') }],
  value: question.chosen, isRequired: true, errorMessage: 'Requester: please choose whose request it is.',
  isText: false, isMultiline: false, maxLength: 0, placeholder: 'Please choose',
  isChoice: true, isMultiSelect: false, choiceStyle: 'expanded', choices: CHOICES.map((choice) => ({ title: titleOf(choice, question), value: choice })),
  isPerson: false, isDate: false, isToggle: false,
});

/** What a form sent as the answer; old clients send the title (facts, "Forms"). Nothing chosen is oneself. */
export function chosenRequester(value: unknown, people: Pick<RequesterQuestion, 'me' | 'author'>): 'me' | 'author' | undefined {
  if (value === undefined || value === null || value === '') return 'me';
  return CHOICES.find((choice) => value === choice || value === titleOf(choice, people));
}
