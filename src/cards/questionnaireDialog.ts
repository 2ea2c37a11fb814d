import type { Fault, RawInput } from '../domain/readGiven';
import { fieldsOf, rowOf } from '../domain/workflow';
import type { AdaptiveCard } from './adaptiveCard';
import { fieldsFor } from './formFields';
import { counted } from './moments';
import { requesterField, type RequesterQuestion } from './requesterField';
import { render } from './render';

export interface Questionnaire {
  readonly nonce: string;
  readonly typed: RawInput;
  readonly faults: readonly Fault[];
  /** Asked where the form was opened on somebody else's message. */
  readonly requester?: RequesterQuestion;
  /** What has to be said before anything else. */
  readonly note?: string;
}

/** The dialog of a new request. Dialogs take no Action.Execute (facts, "Invokes"), hence a Submit with the verb in its data. */
export function questionnaireDialog({ nonce, typed, faults, requester, note }: Questionnaire): AdaptiveCard {
  const faultCount = faults.length + (requester?.fault === undefined ? 0 : 1);
  const title = faultCount > 0 ? `Nothing was sent yet: please look at ${counted(faultCount, 'answer')} below.` : (note ?? '');
  return render('questionnaire', {
    hasFaults: title !== '',
    faultsTitle: title,
    fields: [...(requester ? [requesterField(requester)] : []), ...fieldsFor(fieldsOf('submit'), { typed, faults, required: rowOf('submit').needs ?? [] })],
    data: { verb: 'submit', nonce },
  });
}
