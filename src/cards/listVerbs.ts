/** The two lists that can be paged. */
export const LISTS = ['mine', 'queue'] as const;
export type ListName = (typeof LISTS)[number];

const PREFIX = 'list:';

export const listVerb = (list: ListName): string => `${PREFIX}${list}`;

/** Reads the verb of a list's button; `undefined` for anything that no button of ours says. */
export const readListVerb = (verb: string): ListName | undefined =>
  verb.startsWith(PREFIX) ? LISTS.find((list) => list === verb.slice(PREFIX.length)) : undefined;
