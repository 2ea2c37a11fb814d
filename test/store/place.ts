import type { Stores } from '../../src/store/stores';
import { memoryStores } from './memoryStores';

/** Some storage of one's own, empty at first. Each opening is one more instance of the app on the same storage. */
export interface Place {
  open(): Stores;
}
export type MakePlace = () => Promise<Place>;

export const makeMemoryPlace: MakePlace = () => {
  const stores = memoryStores();
  return Promise.resolve({ open: () => stores });
};
