import { askedManager, awaitedApprovals, whoIsAsked } from '../domain/approvals';
import type { Person } from '../domain/people';
import type { Approval, WorkRequest } from '../domain/workRequest';
import type { CardContext } from './adaptiveCard';
import type { EntryData, SectionData } from './cardData';
import { counted, momentOf } from './moments';
import { boldRuns, nameOf, plainText, runsOf, type Line } from './safeText';
import { EMPTY_ENTRY, noted, section, titled } from './entries';

const GROUND_BYTES = 500;
const SHOWN = 6;

/** Whom the request waits for, and who has approved in this round. */
export function approvalsSection(request: WorkRequest, ctx: CardContext, share: number): readonly SectionData[] {
  const shown = Math.ceil(SHOWN * share);
  const entries = [...awaitedEntries(request, ctx, shown), ...request.approvals.slice(-shown).map(givenEntry)];
  return entries.length === 0 ? [] : [section('Approvals', entries)];
}

export const givenEntry = (approval: Approval): EntryData =>
  approval.assumed === undefined
    ? { ...EMPTY_ENTRY, ...titled([...boldRuns(nameOf(approval.by)), ...runsOf(` approved as ${approval.as}`)]), ...noted(momentOf(approval.at)) }
    : { ...EMPTY_ENTRY, ...titled(runsOf(`The manager's approval is assumed: ${plainText(approval.assumed, GROUND_BYTES)}`)), ...noted(momentOf(approval.at)) };

function awaitedEntries(request: WorkRequest, { policy, approvers = [] }: CardContext, shown: number): readonly EntryData[] {
  if (request.status !== 'Authorize') return [];
  const { manager, groupCount } = awaitedApprovals(request, policy);
  const lines: Line[] = [];
  if (manager) lines.push({ runs: runsOf(`Waits for ${managerWords(request)}`), spacing: 'None' });
  if (groupCount > 0) lines.push({ runs: runsOf(`Waits for ${counted(groupCount, 'approval')} of the INFRA group${namesOf(whoIsAsked(request, approvers).slice(0, shown))}`), spacing: 'None' });
  for (const { from, to } of request.delegations.slice(0, shown)) lines.push({ runs: runsOf(`${nameOf(to)} decides for ${nameOf(from)}`), spacing: 'None' });
  return lines.length === 0 ? [] : [{ ...EMPTY_ENTRY, lines }];
}

const namesOf = (people: readonly Person[]): string => (people.length === 0 ? '' : `: ${people.map(nameOf).join(', ')}`);

function managerWords(request: WorkRequest): string {
  const manager = askedManager(request);
  if (manager) return `${nameOf(manager)}, the manager`;
  if (request.manager === undefined) return 'the manager, who is being looked up';
  const ground = request.manager.kind === 'notGranted' ? 'this app may not read managers from the directory (Microsoft Graph is not granted)' : 'the directory names none';
  return `the manager: ${ground}, so an engineer has to name one (Name manager)`;
}
