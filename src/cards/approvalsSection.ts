import { askedManager, awaitedApprovals } from '../domain/approvals';
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

function awaitedEntries(request: WorkRequest, { policy }: CardContext, shown: number): readonly EntryData[] {
  if (request.status !== 'Authorize') return [];
  const { manager, groupCount } = awaitedApprovals(request, policy);
  const lines: Line[] = [];
  if (manager) lines.push({ runs: runsOf(`Waits for ${managerWords(request)}`), spacing: 'None' });
  if (groupCount > 0) lines.push({ runs: runsOf(`Waits for ${counted(groupCount, 'approval')} of the INFRA group`), spacing: 'None' });
  for (const { from, to } of request.delegations.slice(0, shown)) lines.push({ runs: runsOf(`${nameOf(to)} decides for ${nameOf(from)}`), spacing: 'None' });
  return lines.length === 0 ? [] : [{ ...EMPTY_ENTRY, lines }];
}

function managerWords(request: WorkRequest): string {
  const manager = askedManager(request);
  if (manager) return `${nameOf(manager)}, the manager`;
  return request.manager === undefined ? 'the manager, who is being looked up' : 'the manager: the directory names none, so an engineer has to (Name manager)';
}
