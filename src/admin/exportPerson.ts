import type { NamedIn, PersonalData } from '../store/personalData';

/** What is kept about one person, in words that they can read and machines too. */
export interface PersonExport {
  readonly personId: string;
  readonly exportedAt: string;
  /** Requests in which they are named, as they are now, and each of the moves. */
  readonly requests: readonly unknown[];
  readonly moves: readonly unknown[];
  /** Cards and notices that were sent to them or about them. */
  readonly deliveries: readonly unknown[];
  readonly duty: readonly unknown[];
  /** How the bot met them, and where their chat with it is. */
  readonly chat: readonly unknown[];
  readonly hints: readonly unknown[];
}

/** Every record that names a person. Changes nothing. */
export async function exportPerson(data: PersonalData, personId: string, exportedAt: string): Promise<PersonExport> {
  const found: NamedIn[] = [];
  for await (const named of data.namedIn(personId)) found.push(named);
  const records = (isOf: (named: NamedIn) => boolean): readonly unknown[] => found.filter(isOf).map(({ record }) => record);
  const hint = ({ partition, row, record }: NamedIn): unknown => ({ partition, row, record });
  const isSlot = ({ row }: NamedIn): boolean => row.startsWith('slot|');
  const isDuty = ({ table, partition }: NamedIn): boolean => table === 'requests' && partition === 'duty';
  return {
    personId, exportedAt,
    requests: records(({ table, row }) => table === 'requests' && row === 'request'),
    moves: records((named) => named.table === 'requests' && named.row.startsWith('event|') && !isDuty(named)),
    deliveries: records(isSlot),
    duty: records((named) => isDuty(named) && !isSlot(named)),
    chat: records(({ table }) => table === 'people'),
    hints: found.filter(({ table }) => table === 'hints').map(hint),
  };
}
