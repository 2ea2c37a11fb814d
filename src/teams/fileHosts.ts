/** A host, or all hosts below a domain (`*.`), at which Teams keeps what people send, and where that is written. */
interface FileHost {
  readonly host: string;
  readonly source: string;
}

const BOTS_FILES = 'Microsoft Learn, "Send and receive files through a bot"';
const ENDPOINTS = 'Microsoft Learn, "Microsoft 365 URLs and IP address ranges"';

/**
 * Only here files are fetched. Nobody but Microsoft gives out names in these domains: `trafficmanager.net` is not one of them
 * (anybody can have a name there), which is why the connector is named in full.
 */
export const FILE_HOSTS: readonly FileHost[] = [
  { host: '*.sharepoint.com', source: `${BOTS_FILES}: downloadUrl of a dropped file, in the sender's OneDrive` },
  { host: '*.sharepoint.us', source: `${ENDPOINTS} (GCC High): the same in the government's cloud` },
  { host: '*.sharepoint-mil.us', source: `${ENDPOINTS} (DoD): the same there` },
  { host: '*.svc.ms', source: `${ENDPOINTS}, SharePoint Online and OneDrive for Business` },
  { host: 'smba.trafficmanager.net', source: `${BOTS_FILES}: contentUrl of a pasted picture, at the connector` },
  { host: '*.teams.microsoft.com', source: `${ENDPOINTS}, Microsoft Teams: pictures (asyncgw) and the connector of GCC (smba.infra.gcc)` },
  { host: '*.teams.microsoft.us', source: `${ENDPOINTS} (GCC High), Microsoft Teams` },
  { host: '*.asm.skype.com', source: `${ENDPOINTS}, Microsoft Teams: pictures in older chats` },
];

/** Connectors of Teams: alone these are shown the bot's token, and only when the message came from that very one. */
export const CONNECTOR_HOSTS: readonly string[] = ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com', 'smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'];

/** Local mode's own way to say that a place is Teams'. */
export type TakesFilesFrom = (address: URL, serviceUrl: string) => boolean;

/** The address in its normal form, where files of Teams are; `undefined` for every other: another host or port, no https, a user in it, no address at all. */
export function trustedAddress(text: string, serviceUrl: string, takesFilesFrom?: TakesFilesFrom): URL | undefined {
  if (text.length > MAX_ADDRESS_CHARS || !URL.canParse(text)) return undefined;
  const address = new URL(text);
  if (address.username !== '' || address.password !== '') return undefined;
  if (takesFilesFrom?.(address, serviceUrl) === true) return address;
  return address.protocol === 'https:' && address.port === '' && FILE_HOSTS.some(({ host }) => isHost(address.hostname, host)) ? address : undefined;
}

const MAX_ADDRESS_CHARS = 8_000;

/** URL has lower-cased the name and made numbers into IP addresses by now. A domain itself, without a name below it, is none of its hosts. */
function isHost(hostname: string, host: string): boolean {
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) && hostname.length > host.length - 1 : hostname === host;
}

/** Whether this is the connector that brought the message, which may see the bot's token. */
export function isOwnConnector(address: URL, serviceUrl: string): boolean {
  return URL.canParse(serviceUrl) && new URL(serviceUrl).origin === address.origin && CONNECTOR_HOSTS.includes(address.hostname);
}
