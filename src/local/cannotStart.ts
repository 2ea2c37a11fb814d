/** Something a person at this machine can put right: the message is a plain sentence and is shown without a stack. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
