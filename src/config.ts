import type { Policy } from './domain/commands';

/** Who holds a role: an Entra group with all its members, or people by Entra object id. */
export type GroupOrIds = { readonly groupId: string } | { readonly ids: readonly string[] };

/** What the app needs to know of the place where it runs. */
export interface Config {
  readonly bot: { readonly appId: string; readonly appType: 'UserAssignedMSI' | 'SingleTenant' | 'none'; readonly tenantId: string; readonly appPassword?: string };
  readonly storage: { readonly connectionString: string } | { readonly accountName: string; readonly clientId: string };
  readonly teamId: string;
  readonly channelId: string;
  readonly defaultServiceUrl: string;
  readonly engineers: GroupOrIds;
  readonly approvers: GroupOrIds;
  /** The id that the organization's catalog gave the app; without it nobody is given the app ahead of their first word. */
  readonly catalogAppId?: string;
  /** After so many months requests that are Done are deleted. */
  readonly keepMonths: number;
  readonly policy: Policy;
}

/** One setting: what it means, what it is when nobody sets it, and what is wrong with a value (`undefined`: nothing). */
export interface Setting {
  readonly name: string;
  readonly meaning: string;
  readonly fallback?: string;
  readonly fault: (value: string) => string | undefined;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;
const guid = (value: string): string | undefined => (GUID.test(value) ? undefined : 'must be a GUID');
const guidOrNothing = (value: string): string | undefined => (value === '' ? undefined : guid(value));
const anyText = (): undefined => undefined;
const guids = (value: string): string | undefined => (listOf(value).every((id) => GUID.test(id)) ? undefined : 'must be Entra object ids, separated by commas');
const wholeFrom = (least: number, most: number) => (value: string): string | undefined =>
  /^\d{1,6}$/u.test(value) && Number(value) >= least && Number(value) <= most ? undefined : `must be a whole number from ${least} to ${most}`;
const ascendingHours = (value: string): string | undefined => {
  const hours = listOf(value);
  const whole = hours.every((each) => /^\d{1,4}$/u.test(each) && Number(each) > 0);
  const ascending = hours.every((each, index) => index === 0 || Number(each) > Number(hours[index - 1]));
  return hours.length > 0 && hours.length <= 10 && whole && ascending ? undefined : 'must be 1 to 10 whole hours above 0, ascending, separated by commas';
};
const oneOf = (...words: readonly string[]) => (value: string): string | undefined => (words.includes(value) ? undefined : `must be ${words.join(' or ')}`);
const httpsBase = (value: string): string | undefined =>
  /^https:\/\/[^\s/?#]+$/u.test(value) && URL.canParse(value) ? undefined : 'must be https:// and a host, without a path';

/** How long requests that are Done are kept where nobody says otherwise. */
export const DEFAULT_KEEP_MONTHS = 24;

/** Every setting of the deployed app. docs/configuration.md is written from it, and nothing else reads the environment. */
export const SETTINGS = [
  { name: 'MicrosoftAppId', meaning: 'Client id of the identity that the Azure Bot runs as.', fault: guid },
  { name: 'MicrosoftAppType', meaning: 'How the bot signs in: `UserAssignedMSI` (no secret) or `SingleTenant` (needs MicrosoftAppPassword).', fallback: 'UserAssignedMSI', fault: oneOf('UserAssignedMSI', 'SingleTenant') },
  { name: 'MicrosoftAppTenantId', meaning: 'The tenant that the app serves; every other one is turned away.', fault: guid },
  { name: 'MicrosoftAppPassword', meaning: 'Only for `SingleTenant`: the secret of the app registration, as a Key Vault reference.', fallback: '', fault: anyText },
  { name: 'AzureWebJobsStorage__accountName', meaning: 'The storage account with the tables and the queue; the Functions host uses the same.', fault: (value) => (/^[a-z0-9]{3,24}$/u.test(value) ? undefined : 'must be the name of a storage account') },
  { name: 'AzureWebJobsStorage__clientId', meaning: 'Client id of the managed identity that may use the storage account.', fault: guid },
  { name: 'TEAM_ID', meaning: 'Teams id of the Platform team (`19:…@thread.tacv2` of its General channel).', fault: (value) => (value.startsWith('19:') ? undefined : 'must begin with 19:') },
  { name: 'CHANNEL_ID', meaning: 'Teams id of the channel in which requests appear.', fault: (value) => (value.startsWith('19:') ? undefined : 'must begin with 19:') },
  { name: 'SERVICE_URL', meaning: 'Where the channel is reached before Teams has sent anything from it.', fallback: 'https://smba.trafficmanager.net/teams/', fault: (value) => (value.startsWith('https://') ? undefined : 'must begin with https://') },
  { name: 'BASE_URL', meaning: "The app's own address; links to requests begin with it.", fault: httpsBase },
  { name: 'ENGINEERS_GROUP', meaning: 'The Platform team: object id of an Entra group (members of its groups included). This, or ENGINEERS.', fallback: '', fault: guidOrNothing },
  { name: 'ENGINEERS', meaning: 'The Platform team: Entra object ids, separated by commas. This, or ENGINEERS_GROUP.', fallback: '', fault: guids },
  { name: 'APPROVERS_GROUP', meaning: 'The INFRA group: object id of an Entra group. This, or APPROVERS.', fallback: '', fault: guidOrNothing },
  { name: 'APPROVERS', meaning: 'The INFRA group: Entra object ids, separated by commas. This, or APPROVERS_GROUP.', fallback: '', fault: guids },
  { name: 'CATALOG_APP_ID', meaning: 'The id that your Teams app catalog gave this app. With it, and with the permission, people get the app before their first card.', fallback: '', fault: guidOrNothing },
  { name: 'KEY_PREFIX', meaning: 'What the keys of requests begin with: `PLAT` gives PLAT-1.', fallback: 'PLAT', fault: (value) => (/^[A-Z][A-Z0-9]{0,9}$/u.test(value) ? undefined : 'must be 1 to 10 capital letters or digits, a letter first') },
  { name: 'APPROVALS_NEEDED', meaning: 'How many of the INFRA group must approve a change or an access.', fallback: '1', fault: wholeFrom(1, 5) },
  { name: 'ONE_PERSON_MAY_GIVE_BOTH', meaning: "Whether one person may give both the manager's and the group's approval.", fallback: 'false', fault: oneOf('true', 'false') },
  { name: 'REOPEN_DAYS', meaning: 'For how many days a request that is Done can be reopened.', fallback: '14', fault: wholeFrom(1, 3650) },
  { name: 'REVIEW_HOURS', meaning: 'Hours in which the team promises to look at a request.', fallback: '48', fault: wholeFrom(1, 8760) },
  { name: 'REVIEW_REMINDER_HOURS', meaning: 'At which hours on-call is reminded of a review, ascending, before REVIEW_HOURS.', fallback: '24,36,44', fault: ascendingHours },
  { name: 'ANSWER_HOURS', meaning: 'Hours in which the requester is asked to answer.', fallback: '72', fault: wholeFrom(1, 8760) },
  { name: 'ANSWER_REMINDER_HOURS', meaning: 'At which hours the requester is reminded to answer, ascending, before ANSWER_HOURS.', fallback: '24,48', fault: ascendingHours },
  { name: 'SWEEP_SCHEDULE', meaning: 'When the promises are watched, as NCRONTAB in UTC.', fallback: '0 */5 * * * *', fault: (value) => (/^(\S+ ){5}\S+$/u.test(value) ? undefined : 'must be NCRONTAB with six fields') },
  { name: 'INCIDENT_HOURS', meaning: 'After how many hours the declarer of an incident is asked whether it is still on.', fallback: '12', fault: wholeFrom(1, 720) },
  { name: 'KEEP_MONTHS', meaning: 'After how many months a request that is Done is deleted, with its history, its files and all else of it.', fallback: String(DEFAULT_KEEP_MONTHS), fault: wholeFrom(1, 1200) },
] as const satisfies readonly Setting[];
export type SettingName = (typeof SETTINGS)[number]['name'];

/** Settings are missing or wrong; the message names each of them and says where to look. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads all settings once and complains once. Throws SettingsError. */
export function readConfig(env: Environment = process.env): Config {
  const values = valuesOf(env);
  const faults = [...SETTINGS.flatMap((setting) => faultOf(setting, values[setting.name])), ...signInFaults(values), ...roleFaults(values), ...orderFaults(values)];
  if (faults.length > 0) throw new SettingsError(`${faults.join('; ')}. See docs/configuration.md`);
  return {
    bot: {
      appId: values.MicrosoftAppId, appType: values.MicrosoftAppType === 'SingleTenant' ? 'SingleTenant' : 'UserAssignedMSI', tenantId: values.MicrosoftAppTenantId,
      ...(values.MicrosoftAppPassword !== '' && { appPassword: values.MicrosoftAppPassword }),
    },
    storage: { accountName: values.AzureWebJobsStorage__accountName, clientId: values.AzureWebJobsStorage__clientId },
    teamId: values.TEAM_ID, channelId: values.CHANNEL_ID, defaultServiceUrl: values.SERVICE_URL,
    engineers: groupOrIds(values.ENGINEERS_GROUP, values.ENGINEERS), approvers: groupOrIds(values.APPROVERS_GROUP, values.APPROVERS),
    ...(values.CATALOG_APP_ID !== '' && { catalogAppId: values.CATALOG_APP_ID }),
    keepMonths: Number(values.KEEP_MONTHS),
    policy: policyOf(values),
  };
}

/** Which storage an operator's command works on: a connection string (Azurite), or an account that whoever is signed in may use. Throws SettingsError. */
export function readStorage(env: Environment = process.env): { readonly connectionString: string } | { readonly accountName: string } {
  const [connectionString = '', accountName = ''] = [env['AzureWebJobsStorage']?.trim(), env['AzureWebJobsStorage__accountName']?.trim()];
  if (connectionString !== '') return { connectionString };
  if (accountName !== '') return { accountName };
  throw new SettingsError('AzureWebJobsStorage__accountName, or AzureWebJobsStorage with a connection string, is missing. See docs/operations.md');
}

/** When the sweep runs; read apart, because the Functions host wants it before anything else. */
export const readSweepSchedule = (env: Environment = process.env): string => valuesOf(env).SWEEP_SCHEDULE;

/** The rules' settings as nobody has set them; local mode runs with these. */
export const defaultPolicy = (linkBase: string): Policy => policyOf({ ...valuesOf({}), BASE_URL: linkBase });

type Values = Readonly<Record<SettingName, string>>;

const valuesOf = (env: Environment): Values =>
  Object.fromEntries((SETTINGS as readonly Setting[]).map(({ name, fallback }) => [name, env[name]?.trim() || (fallback ?? '')])) as Values;

function faultOf({ name, fallback, fault }: Setting, value: string): readonly string[] {
  if (value === '' && fallback === undefined) return [`${name} is missing`];
  const found = fault(value);
  return found === undefined ? [] : [`${name} ${found}`];
}

/** botbuilder takes a managed identity with a password, or an app without one, for something else without a word (facts, "Identity"). */
function signInFaults({ MicrosoftAppType: type, MicrosoftAppPassword: password }: Values): readonly string[] {
  if (type === 'UserAssignedMSI' && password !== '') return ['MicrosoftAppPassword must be empty with UserAssignedMSI'];
  if (type === 'SingleTenant' && password === '') return ['MicrosoftAppPassword is missing (SingleTenant needs it)'];
  return [];
}

/** Two sources for one role would leave open which of them counts. */
function roleFaults(values: Values): readonly string[] {
  const pairs = [['ENGINEERS_GROUP', 'ENGINEERS'], ['APPROVERS_GROUP', 'APPROVERS']] as const;
  return pairs.filter(([group, ids]) => (values[group] === '') === (values[ids] === '')).map(([group, ids]) => `exactly one of ${group} and ${ids} must be set`);
}

const groupOrIds = (groupId: string, ids: string): GroupOrIds => (groupId === '' ? { ids: listOf(ids) } : { groupId });

/** A reminder after the promise is broken would remind nobody of anything. */
function orderFaults(values: Values): readonly string[] {
  const pairs = [['REVIEW_REMINDER_HOURS', 'REVIEW_HOURS'], ['ANSWER_REMINDER_HOURS', 'ANSWER_HOURS']] as const;
  return pairs.filter(([reminders, due]) => listOf(values[reminders]).some((hours) => Number(hours) >= Number(values[due])))
    .map(([reminders, due]) => `${reminders} must all be before ${due} (${values[due]})`);
}

const policyOf = (values: Values): Policy => ({
  keyPrefix: values.KEY_PREFIX,
  linkBase: values.BASE_URL,
  approvalsNeeded: Number(values.APPROVALS_NEEDED),
  onePersonMayGiveBoth: values.ONE_PERSON_MAY_GIVE_BOTH === 'true',
  reopenDays: Number(values.REOPEN_DAYS),
  reviewHours: Number(values.REVIEW_HOURS),
  reviewReminderHours: listOf(values.REVIEW_REMINDER_HOURS).map(Number),
  answerHours: Number(values.ANSWER_HOURS),
  answerReminderHours: listOf(values.ANSWER_REMINDER_HOURS).map(Number),
  incidentHours: Number(values.INCIDENT_HOURS),
});

function listOf(value: string): readonly string[] {
  return value.split(',').map((part) => part.trim()).filter((part) => part !== '');
}
