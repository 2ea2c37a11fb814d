import { FileRefused, type FileSource, type OpenFile, type SentFile } from '../usecases/ports';
import { isOwnConnector, trustedAddress, type TakesFilesFrom } from './fileHosts';

export interface FileSourceNeeds {
  /** The bot's token for the connector; `undefined` where the bot has no identity (local mode). */
  readonly tokenFor: (serviceUrl: string) => Promise<string | undefined>;
  readonly takesFilesFrom?: TakesFilesFrom | undefined;
  readonly idleMs?: number;
  readonly wholeMs?: number;
}

/** Nothing came for so long. */
const IDLE_MS = 15_000;
/** A whole file, however it trickles: below the 230 s at which Azure ends the call that brought the message. */
const WHOLE_MS = 150_000;
const MOST_REDIRECTS = 3;

/** Fetches what people sent through Teams, at Teams' own hosts alone. */
export function createFileSource(needs: FileSourceNeeds): FileSource {
  const addressOf = ({ url, serviceUrl }: SentFile): URL | undefined => trustedAddress(url, serviceUrl, needs.takesFilesFrom);
  return {
    isTrusted: (file) => addressOf(file) !== undefined,
    async open(file) {
      const address = addressOf(file);
      if (!address) throw new FileRefused('foreignHost');
      const watch = startWatch(needs.idleMs ?? IDLE_MS, needs.wholeMs ?? WHOLE_MS);
      try {
        return opened(await answerAt(needs, address, file.serviceUrl, watch), watch);
      } catch (error) {
        watch.stop();
        throw error instanceof FileRefused ? error : new FileRefused('noAnswer', { cause: error });
      }
    },
  };
}

/** A redirect is followed to the very same host only; any other place may be anybody's (a redirect is an address given by somebody else). */
async function answerAt(needs: FileSourceNeeds, address: URL, serviceUrl: string, watch: Watch): Promise<Response> {
  let at = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await fetch(at, { headers: await headersFor(needs, at, serviceUrl), redirect: 'manual', signal: watch.signal });
    watch.lives();
    if (response.status === 200) return response;
    await response.body?.cancel();
    const next = redirectOf(response, at);
    if (!next) throw new FileRefused([401, 403, 404, 410].includes(response.status) ? 'notThere' : 'noAnswer');
    if (next.origin !== address.origin || !trustedAddress(next.href, serviceUrl, needs.takesFilesFrom)) throw new FileRefused('foreignHost');
    at = next;
  }
  throw new FileRefused('noAnswer');
}

function redirectOf({ status, headers }: Response, at: URL): URL | undefined {
  const location = headers.get('location');
  return status >= 300 && status < 400 && location !== null && URL.canParse(location, at.href) ? new URL(location, at) : undefined;
}

/** Unpacked on the way, a small answer could become a huge file: it is asked for as it is. */
async function headersFor({ tokenFor }: FileSourceNeeds, address: URL, serviceUrl: string): Promise<Record<string, string>> {
  const token = isOwnConnector(address, serviceUrl) ? await tokenFor(serviceUrl) : undefined;
  return { accept: '*/*', 'accept-encoding': 'identity', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
}

function opened(response: Response, watch: Watch): OpenFile {
  const isPacked = (response.headers.get('content-encoding') ?? 'identity') !== 'identity';
  const length = response.headers.get('content-length');
  return {
    bytes: watched(response.body, watch),
    declaredBytes: !isPacked && length !== null && /^\d{1,15}$/u.test(length) ? Number(length) : undefined,
    type: response.headers.get('content-type') ?? undefined,
    close: async () => {
      watch.stop();
      if (response.body?.locked === false) await response.body.cancel().catch(() => undefined);
    },
  };
}

async function* watched(body: Response['body'], watch: Watch): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of body ?? []) {
      watch.rests(); // the time that storing takes is not the sender's
      yield piece as Uint8Array;
      watch.lives();
    }
  } catch (error) {
    throw new FileRefused(watch.signal.aborted ? 'noAnswer' : 'cutOff', { cause: error });
  }
}

interface Watch {
  readonly signal: AbortSignal;
  lives(): void;
  rests(): void;
  stop(): void;
}

/** Ends what gives no sign of life, or takes too long altogether. */
function startWatch(idleMs: number, wholeMs: number): Watch {
  const ending = new AbortController();
  const end = (): void => {
    ending.abort();
  };
  const whole = setTimeout(end, wholeMs);
  let idle = setTimeout(end, idleMs);
  return {
    signal: ending.signal,
    lives: () => {
      clearTimeout(idle);
      idle = setTimeout(end, idleMs);
    },
    rests: () => {
      clearTimeout(idle);
    },
    stop: () => {
      clearTimeout(idle);
      clearTimeout(whole);
    },
  };
}
