import type { Fault, RawInput } from '../domain/readGiven';
import { fieldsOf, rowOf } from '../domain/workflow';
import type { AdaptiveCard } from './adaptiveCard';
import { fieldsFor } from './formFields';
import { counted } from './moments';
import { render } from './render';

export interface Questionnaire {
  readonly nonce: string;
  readonly typed: RawInput;
  readonly faults: readonly Fault[];
}

/** The dialog of a new request. Dialogs take no Action.Execute (facts, "Invokes"), hence a Submit with the verb in its data. */
export const questionnaireDialog = ({ nonce, typed, faults }: Questionnaire): AdaptiveCard =>
  render('questionnaire', {
    hasFaults: faults.length > 0,
    faultsTitle: faults.length > 0 ? `Nothing was sent yet: please look at ${counted(faults.length, 'answer')} below.` : '',
    fields: fieldsFor(fieldsOf('submit'), { typed, faults, required: rowOf('submit').needs ?? [] }),
    data: { verb: 'submit', nonce },
  });
