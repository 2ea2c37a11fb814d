import { startAzurite, type Azurite } from '../../src/local/azurite';
import { openStores } from '../../src/store/openTables';
import { azurePromises } from './azurePromises';
import { blobFiles } from './blobFiles';
import { filePromises } from './contract/filePromises';
import { conversationPromises } from './contract/conversationPromises';
import { deadlinePromises } from './contract/deadlinePromises';
import { dutyPromises } from './contract/dutyPromises';
import { hintsPromises } from './contract/hintsPromises';
import { keepingPromises } from './contract/keepingPromises';
import { numberingPromises } from './contract/numberingPromises';
import { requestStorePromises } from './contract/requestStorePromises';
import { slotPromises } from './contract/slotPromises';
import { submissionsPromises } from './contract/submissionsPromises';
import { makeMemoryPlace, type MakePlace } from './place';
import { timerCosts } from './timerCosts';

describe('stores', () => {
  let azurite: Azurite;
  let places = 0;
  before(async () => {
    azurite = await startAzurite({ dataDir: 'memory' });
  });
  after(() => azurite.stop());

  const makeTablePlace: MakePlace = async () => {
    const prefix = `test${++places}`;
    await openStores(azurite, { prefix }).ready();
    return { open: () => openStores(azurite, { prefix }) };
  };

  for (const [name, makePlace] of [['in memory', makeMemoryPlace], ['on Azurite', makeTablePlace]] as const) {
    describe(`request store ${name}`, () => requestStorePromises(makePlace));
    describe(`numbering ${name}`, () => numberingPromises(makePlace));
    describe(`submissions ${name}`, () => submissionsPromises(makePlace));
    describe(`hints ${name}`, () => hintsPromises(makePlace));
    describe(`deadlines ${name}`, () => deadlinePromises(makePlace));
    describe(`duty ${name}`, () => dutyPromises(makePlace));
    describe(`slots ${name}`, () => slotPromises(makePlace));
    describe(`looking back and forgetting ${name}`, () => keepingPromises(makePlace));
    describe(`files ${name}`, () => filePromises(makePlace));
    describe(`conversations ${name}`, () => conversationPromises(makePlace));
  }
  describe('on Azure Storage', () => azurePromises(() => azurite.connectionString));
  describe('the files on Azure Storage', () => blobFiles(() => azurite.connectionString));
  describe('the timers on Azure Storage', () => timerCosts(() => azurite.connectionString));
});
