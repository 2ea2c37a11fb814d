import type { BlobGenerateSasUrlOptions, BlobSASPermissions, BlobServiceClient, BlockBlobClient, SASProtocol, UserDelegationKey } from '@azure/storage-blob';
import { CALL_TIMEOUT_MS } from './connection';

/** As long as somebody needs to click, and no longer: the address alone opens the file. */
export const LINK_MINUTES = 15;
const MINUTE_MS = 60_000;
/** Clocks differ: a link that begins a little early works at once (Microsoft Learn, "Create a user delegation SAS"). */
const EARLY_MINUTES = 5;
/** One key signs many links; it must outlive each of them. */
const KEY_MINUTES = 120;

/** The client's own values: it is loaded when the first file is. */
interface Values {
  readonly BlobSASPermissions: typeof BlobSASPermissions;
  readonly SASProtocol: typeof SASProtocol;
}

/** Read-only links to one blob each: signed by the identity in Azure, where no account key exists, and by the account's key on Azurite. */
export function createLinks(service: BlobServiceClient, storage: Values, byAccountKey: boolean): { to(blob: BlockBlobClient): Promise<string> } {
  let known: { readonly key: UserDelegationKey; readonly untilMs: number } | undefined;
  const delegationKey = async (now: number): Promise<UserDelegationKey> => {
    if (known && known.untilMs > now + 2 * LINK_MINUTES * MINUTE_MS) return known.key;
    const untilMs = now + KEY_MINUTES * MINUTE_MS;
    const key = await service.getUserDelegationKey(new Date(now - EARLY_MINUTES * MINUTE_MS), new Date(untilMs), { abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
    known = { key, untilMs };
    return key;
  };
  return {
    async to(blob) {
      const now = Date.now();
      const options: BlobGenerateSasUrlOptions = {
        permissions: storage.BlobSASPermissions.from({ read: true }),
        startsOn: new Date(now - EARLY_MINUTES * MINUTE_MS),
        expiresOn: new Date(now + LINK_MINUTES * MINUTE_MS),
      };
      if (byAccountKey) return blob.generateSasUrl(options);
      return blob.generateUserDelegationSasUrl({ ...options, protocol: storage.SASProtocol.Https }, await delegationKey(now));
    },
  };
}
