import { dutyCard, dutyForm, dutyNoticeMessage, incidentCard, noticeText, offerCard, type AdaptiveCard, type CardContext } from '../src/cards';
import { decideDuty, type DutyEvent } from '../src/domain/decideDuty';
import { NO_DUTY, type Duty } from '../src/domain/duty';
import { dutyNoticesOf } from '../src/domain/dutyAudience';
import type { DutyMove } from '../src/domain/dutyMoves';
import { evolveDuty } from '../src/domain/evolveDuty';
import { TIMER, type Actor, type Person } from '../src/domain/people';
import type { RawInput } from '../src/domain/readGiven';
import type { RequestEvent, WorkRequest } from '../src/domain/workRequest';

const eve: Actor = { id: 'entra-eve', name: 'Eve Moss', roles: ['engineer'] };
const kim: Actor = { id: 'entra-kim', name: 'Kim Both', roles: ['engineer', 'approver'] };
export const engineers: readonly Person[] = [eve, kim].map(({ id, name }) => ({ id, name }));

/** A Monday morning. */
export const MONDAY = '2026-01-05T08:30:00.000Z';
const HOUR_MS = 3_600_000;
export const hoursLater = (hours: number): string => new Date(Date.parse(MONDAY) + hours * HOUR_MS).toISOString();

type Step = readonly [hours: number, Actor, DutyMove, RawInput?, string?];

export interface DutyTold {
  readonly duty: Duty;
  readonly history: readonly DutyEvent[];
}

/** A duty as its moves make it. Throws when one is refused: a sample has to be possible. */
export function dutyStory(steps: readonly Step[]): DutyTold {
  let duty = NO_DUTY;
  const history: DutyEvent[] = [];
  for (const [hours, actor, move, input, incidentId] of steps) {
    const command = { move, actor, at: hoursLater(hours), nonce: `n${history.length}`, input: input ?? {}, ...(incidentId === undefined ? {} : { incidentId }) };
    const decision = decideDuty(duty, command, { engineers, incidentHours: 12 });
    if (!decision.accepted) throw new Error(`${move} is refused: ${JSON.stringify(decision.refusal)}`);
    history.push(decision.event);
    duty = evolveDuty(duty, decision.event);
  }
  return { duty, history };
}

const ROTA: Step = [0, eve, 'editRota', { week1: eve.id, week2: '', week3: kim.id }];
const INCIDENT: Step = [3, kim, 'declareIncident', { incident: 'Payment pages are down', incidentLink: 'https://status.example.com/incidents/42' }];

export const DUTIES = {
  none: dutyStory([]),
  rota: dutyStory([ROTA]),
  handedOver: dutyStory([ROTA, [1, eve, 'takeOver', { hours: '30' }], [2, eve, 'handOver', { onCall: kim.id, hours: '12' }]]),
  incident: dutyStory([ROTA, INCIDENT]),
  ended: dutyStory([ROTA, INCIDENT, [5, eve, 'endIncident']]),
  asked: dutyStory([ROTA, INCIDENT, [15, TIMER, 'askIncident', {}, 'incident-2']]),
} satisfies Record<string, DutyTold>;

const NONCE = 'nonce-1';
const view = (hours: number, isEngineer = true): Parameters<typeof dutyCard>[1] => ({ now: hoursLater(hours), isEngineer, nonce: NONCE });
const form = { nonce: NONCE, typed: {}, faults: [], engineers, now: hoursLater(4) };

export function noticeOfDuty({ history }: DutyTold): ReturnType<typeof dutyNoticeMessage> {
  const notice = dutyNoticesOf(history).at(-1);
  if (!notice) throw new Error('nobody is told');
  return dutyNoticeMessage(notice);
}

/** A step of a promise, as the timer took it so many hours after the request came in. */
export const slaEvent = (request: WorkRequest, move: 'remind' | 'breach', sla: 'review' | 'answer', hours: number, with_: { readonly incident?: string; readonly late?: number; readonly since?: string } = {}): RequestEvent => ({
  key: request.key, version: request.version + 1, at: new Date(Date.parse(with_.since ?? request.submittedAt) + (hours + (with_.late ?? 0)) * HOUR_MS).toISOString(),
  by: TIMER, as: 'timer', move, from: request.status, to: request.status, given: {}, nonce: 'n',
  slaTaken: { sla, hours, skippedHours: [], onCall: engineers[0], incident: with_.incident === undefined ? undefined : { id: 'incident-2', what: with_.incident }, approvers: [] },
});

/** The cards of on-call, incidents and promises, by the names of their pictures. */
export function dutySamples(submitted: WorkRequest, waiting: WorkRequest, ctx: CardContext): Readonly<Record<string, AdaptiveCard>> {
  const told = (kind: 'reviewReminder' | 'reviewBreach' | 'answerReminder', request: WorkRequest, event: RequestEvent): AdaptiveCard => noticeText({ id: 'notice', to: eve, kind, event }, request, ctx).card;
  return {
    'on-call': dutyCard(DUTIES.handedOver.duty, view(4)),
    'on-call-everybody': dutyCard(DUTIES.incident.duty, view(4, false)),
    'on-call-gap': dutyCard(DUTIES.rota.duty, view(8 * 24)),
    'on-call-nothing': dutyCard(DUTIES.none.duty, view(4)),
    'incident': incidentCard(DUTIES.incident.duty, view(4)),
    'incident-none': incidentCard(DUTIES.ended.duty, { ...view(6), banner: 'This incident has been ended already. Nothing was changed.' }),
    'form-take-over': dutyForm('takeOver', DUTIES.rota.duty, form),
    'form-hand-over-faults': dutyForm('handOver', DUTIES.rota.duty, { ...form, typed: { onCall: kim.id, hours: '0' }, faults: [{ field: 'hours', kind: 'notANumber', least: 1, most: 336 }] }),
    'form-edit-rota': dutyForm('editRota', DUTIES.rota.duty, form),
    'form-declare-incident': dutyForm('declareIncident', DUTIES.none.duty, form),
    'notice-handed-over': noticeOfDuty(DUTIES.handedOver).card,
    'notice-incident': noticeOfDuty(DUTIES.incident).card,
    'notice-incident-ended': noticeOfDuty(DUTIES.ended).card,
    'notice-still-on': noticeOfDuty(DUTIES.asked).card,
    'notice-review-reminder': told('reviewReminder', submitted, slaEvent(submitted, 'remind', 'review', 44)),
    'notice-review-missed': told('reviewBreach', submitted, slaEvent(submitted, 'breach', 'review', 48)),
    'notice-review-excused': told('reviewBreach', submitted, slaEvent(submitted, 'breach', 'review', 48, { incident: 'Payment pages are down' })),
    'notice-answer-reminder': told('answerReminder', waiting, slaEvent(waiting, 'remind', 'answer', 24, { since: waiting.statusSince })),
    'offer': offerCard({ text: 'Tuesday at 9 would be best for us.', requests: [waiting, submitted], nonce: NONCE }),
  };
}
