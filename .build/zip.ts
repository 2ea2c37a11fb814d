import { zipSync } from 'fflate';

/** What goes into a zip, by its path there. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** Zip keeps local times without a zone: this one is the same everywhere. */
const always = (): Date => new Date(2020, 0, 1);

/** The same files give the same bytes, whenever, wherever and under whichever Node: by name, with one date. */
export const zipped = (files: Files): Uint8Array => zipSync(Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))), { level: 6, mtime: always() });
