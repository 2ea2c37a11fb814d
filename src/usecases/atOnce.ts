/** So many at once: quick, and far from what one storage account carries. */
export const AT_ONCE = 16;

/** Does something to each, at most so many at a time; the results are in the order of the items. The first failure ends it. */
export async function eachAtOnce<Item, Result>(items: readonly Item[], act: (item: Item) => Promise<Result>, most = AT_ONCE): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await act(items[at] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}
