/** What was lately written, and the mark of that write. */
export interface Written {
  readonly content: string;
  readonly etag: string;
}

export interface Recently {
  /** `undefined` when it was never noted, or too long ago. */
  get(name: string): Written | undefined;
  note(name: string, written: Written): void;
  forget(name: string): void;
}

/** A small memory of writes: each is good for `ttlMs`, and beyond `maxEntries` the oldest go. */
export function recently(ttlMs: number, maxEntries: number, nowMs: () => number): Recently {
  const entries = new Map<string, { readonly written: Written; readonly untilMs: number }>();
  return {
    get(name) {
      const entry = entries.get(name);
      return entry && entry.untilMs > nowMs() ? entry.written : undefined;
    },
    note(name, written) {
      entries.delete(name); // a Map keeps the order of insertion: the first is the oldest
      entries.set(name, { written, untilMs: nowMs() + ttlMs });
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries) break;
        entries.delete(oldest);
      }
    },
    forget: (name) => void entries.delete(name),
  };
}
