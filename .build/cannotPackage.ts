/** Something is missing or wrong before anything was written; the message is for whoever runs it. */
export class CannotPackage extends Error {
  override readonly name = 'CannotPackage';
}
