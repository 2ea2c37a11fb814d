import type { Refusal } from './commands';
import { labelOf, type FieldName } from './fields';
import type { Fault } from './readGiven';
import { rowOf, type Move, type MoveRow } from './workflow';

/** What each move is called at the beginning of a sentence. */
const captionOf = (move: Move): string => rowOf(move).caption ?? WITHOUT_BUTTON[move] ?? 'This';
const WITHOUT_BUTTON: Readonly<Partial<Record<Move, string>>> = { submit: 'Submitting', attach: 'Attaching a file' };

const joined = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1] ?? ''}`;

const PEOPLE: Readonly<Record<MoveRow['by'][number], string>> = {
  anyone: 'anyone of the company',
  requester: 'the requester',
  engineer: 'an engineer of the Platform team',
  approver: 'an approver of the INFRA group',
  manager: 'the manager who was asked',
  timer: 'the product itself',
};

const formsFor = (missing: readonly FieldName[]): string =>
  joined([...(missing.some((field) => field !== 'manager') ? ['Classify'] : []), ...(missing.includes('manager') ? ['Name manager'] : [])], 'and');

/** The product itself is named only where nobody else may. */
function peopleOf(needs: MoveRow['by']): string {
  const people = needs.filter((role) => role !== 'timer');
  return joined((people.length > 0 ? people : needs).map((role) => PEOPLE[role]), 'or');
}

/** One kind sentence that says what is the matter and what to do instead. Never holds anything that a person typed but a key or a name. */
export function sentenceOf(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'unknownRequest':
      return `There is no request ${refusal.key}. Please check the number.`;
    case 'wrongStatus':
      return `${captionOf(refusal.move)} is not possible now: the request is in ${refusal.status}${refusal.movedBy ? `, moved there by ${refusal.movedBy.name}` : ''}. Below is the card as it is now.`;
    case 'notAllowed':
      return `${captionOf(refusal.move)} is for ${peopleOf(refusal.needs)}. Nothing was changed.`;
    case 'faulty':
      return refusal.faults.map(faultSentence).join(' ');
    case 'reviewUnfinished':
      return `Before the review can be finished, please give: ${joined(refusal.missing.map(labelOf), 'and')}. Use ${formsFor(refusal.missing)}.`;
    case 'ownRequest':
      return 'This is your own request: somebody else has to approve it. Nothing was changed.';
    case 'approvedAlready':
      return 'You have approved this already; thank you. It waits for somebody else now.';
    case 'oneApprovalEach':
      return "You have given one of the approvals already: the manager's and the group's must come from two people.";
    case 'outdatedApproval':
      return 'This card shows an earlier round of approval: what is asked may have changed since. Please look at the card as it is now and decide again.';
    case 'tooLateToReopen':
      return `A request can be reopened for ${refusal.days} days after it is Done. Please submit a new request and mention this one.`;
    case 'notALink':
      return 'Blocked by needs the key of another request, such as PLAT-12, or a web address that begins with https://.';
    case 'unknownBlocker':
      return `There is no request ${refusal.key}. Please check the number, or give a web address.`;
    case 'blockedByItself':
      return 'A request cannot be blocked by itself. Please give the key of the request that must come first.';
    case 'blockedInACircle':
      return `That would be a circle: ${refusal.through.join(' waits for ')} waits for this request. Please unblock one of them first.`;
    case 'blockerIsDone':
      return `${refusal.key} is Done already, so nothing has to wait for it.`;
    case 'stillBlocked':
      return `${refusal.key} is not Done yet.`;
    case 'unknownPerson':
      return `${labelOf(refusal.field)}: this person is not known to the directory. Please choose somebody from the list.`;
    case 'notAnEngineer':
      return `${refusal.name} is not an engineer of the Platform team. Please choose somebody from the list.`;
    case 'managerIsRequester':
      return 'The requester cannot be their own manager here. Please name somebody else.';
    case 'managerIsNamer':
      return 'You cannot name yourself as the manager who approves. Please ask another engineer to do it.';
    case 'notAnApprover':
      return `${refusal.name} is not an approver of the INFRA group. Please choose somebody from the list.`;
    case 'delegateIsSelf':
      return 'You cannot hand your say to yourself. Please choose another approver.';
    case 'delegateIsRequester':
      return 'The requester cannot decide about their own request. Please choose another approver.';
    case 'delegateIsAway':
      return `${refusal.name} has handed their own say to somebody else, so it would go round in a circle. Please choose another approver.`;
    case 'untilIsPast':
      return 'Until: please choose a day from today on, within a year.';
    case 'notOverdue':
      return 'The time to answer is not over yet, so there is nothing to extend.';
    case 'notYourDuty':
      return `${refusal.caption} is for ${peopleOf(refusal.needs)}. Nothing was changed.`;
    case 'handOverToSelf':
      return 'You cannot hand over to yourself. Please choose somebody else, or use Take over.';
    case 'notAWebAddress':
      return `${labelOf(refusal.field)}: please give a web address that begins with https://, or leave it empty.`;
    case 'incidentIsOver':
      return 'This incident has been ended already. Nothing was changed.';
    case 'tooManyIncidents':
      return `There are ${refusal.most} incidents already. Please end one of them first.`;
    case 'leadsNoTeam':
      return 'The directory does not show that the requester leads a team, so the approval cannot be assumed. Please switch off On behalf of own team in Classify.';
    case 'tooManyFiles':
      return `A request holds ${refusal.most} files at most, and this one is full. Please put several into one archive, or submit another request.`;
    case 'nothingNew':
      return 'Nothing has changed since.';
  }
}

/** The message at one input. */
export function faultSentence(fault: Fault): string {
  const label = labelOf(fault.field);
  switch (fault.kind) {
    case 'missing':
      return MISSING[fault.field] ?? `${label}: please fill this in.`;
    case 'tooLong':
      return `${label}: ${fault.maxChars.toLocaleString('en')} characters fit, this has ${fault.chars.toLocaleString('en')}. Please shorten it.`;
    case 'tooManyWords':
      return `${label}: please use ${fault.maxWords} words or fewer, this has ${fault.words}.`;
    case 'unknownChoice':
      return `${label}: please choose from the list.`;
    case 'notANumber':
      return `${label}: please give a whole number from ${fault.least} to ${fault.most}.`;
    case 'notADate':
      return `${label}: please choose a day.`;
    case 'notText':
      return `${label}: please write it as text.`;
  }
}

const MISSING: Readonly<Partial<Record<FieldName, string>>> = {
  summary: 'Summary: please say in 10 words or fewer what you need.',
  service: 'Service: please choose the service it is about, or Other.',
  environments: 'Environments: please choose at least one, or Other / Not applicable.',
  details: 'Details: please describe what you need.',
};
