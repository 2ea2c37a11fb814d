import { MAX_FILE_MB, MAX_FILES } from './files';

/** What can be asked about. To add a service, add a row: nothing else knows the list (docs/contributing.md). */
export const SERVICES = [
  { id: 'avd', title: 'AVD' },
  { id: 'skybot', title: 'Skybot' },
  { id: 'azure-devops-pipelines', group: 'Azure DevOps', title: 'Pipelines' },
  { id: 'azure-devops-repositories', group: 'Azure DevOps', title: 'Repositories' },
  { id: 'azure-devops-other', group: 'Azure DevOps', title: 'Other' },
  { id: 'kubernetes-aks', title: 'Kubernetes (AKS)' },
  { id: 'networking-application-gateway', group: 'Networking', title: 'Application Gateway' },
  { id: 'networking-palo-alto', group: 'Networking', title: 'Palo Alto' },
  { id: 'networking-cloudflare-waf', group: 'Networking', title: 'Cloudflare WAF' },
  { id: 'networking-godaddy-dns', group: 'Networking', title: 'GoDaddy (DNS)' },
  { id: 'networking-other', group: 'Networking', title: 'Other' },
  { id: 'virtual-machines-web', group: 'Virtual Machines', title: 'Web' },
  { id: 'virtual-machines-skybot', group: 'Virtual Machines', title: 'Skybot (app)' },
  { id: 'virtual-machines-proxy', group: 'Virtual Machines', title: 'Proxy' },
  { id: 'virtual-machines-gateway', group: 'Virtual Machines', title: 'Gateway' },
  { id: 'virtual-machines-other', group: 'Virtual Machines', title: 'Other' },
  { id: 'azure-functions', title: 'Azure Functions' },
  { id: 'azure-batch', title: 'Azure Batch' },
  { id: 'cloudflare-warp', title: 'Cloudflare WARP' },
  { id: 'new-relic', title: 'New Relic' },
  { id: 'redis', title: 'Redis' },
  { id: 'other', title: 'Other' },
] as const satisfies readonly { readonly id: string; readonly title: string; readonly group?: string }[];
export type ServiceId = (typeof SERVICES)[number]['id'];

/** Where it applies; `class` is what the manager's approval looks at (spec: production includes preview). */
export const ENVIRONMENTS = [
  { id: 'prd', title: 'production (prd)', class: 'production' },
  { id: 'xat', title: 'preview (xat)', class: 'production' },
  { id: 'qar', title: 'regression (qar)', class: 'nonproduction' },
  { id: 'iat', title: 'UAT (iat)', class: 'nonproduction' },
  { id: 'dev', title: 'devtest (dev)', class: 'nonproduction' },
  { id: 'npd', title: 'nonprod (npd)', class: 'nonproduction' },
  { id: 'other', title: 'Other / Not applicable', class: 'other' },
] as const;
export type EnvironmentId = (typeof ENVIRONMENTS)[number]['id'];

/** The four answers, as typed (spec, "The questionnaire"); the summary is the request's title. */
export interface Answers {
  readonly summary: string;
  readonly service: ServiceId;
  readonly environments: readonly EnvironmentId[];
  readonly details: string;
}

/** What the form says beside its questions (spec, "The questionnaire"). */
export const HINTS = {
  summary: 'The request in 10 words or fewer. It becomes the title.',
  service: 'Please note: the database and the CRM are not managed by this team.',
  environments: 'Choose as many as apply.',
  details: [
    'For access: why it is needed and what it is for.',
    'For an issue: logs, screenshots and links.',
    'For a change: exactly what should change, and why.',
  ],
  markdown: 'You can use Markdown: **bold**, lists, `code` and [links](https://…).',
  files: `Logs and screenshots: once the request is submitted, drop or paste them into the chat with this bot; ${MAX_FILE_MB} MB each, ${MAX_FILES} a request.`,
  /** On the requester's own card. */
  ownFiles: `To add logs or screenshots, drop or paste them into this chat; ${MAX_FILE_MB} MB each, ${MAX_FILES} a request.`,
  thanks: 'Thank you for taking the time to write it down: it lets us start at once.',
} as const;

const titleOf = (service: { readonly title: string; readonly group?: string }): string =>
  service.group === undefined ? service.title : `${service.group}: ${service.title}`;

/** Choices with the group shown; their titles are unique, so that a client that sends titles is understood. */
export const SERVICE_CHOICES = SERVICES.map((service) => ({ id: service.id, title: titleOf(service) }));

export const serviceTitle = (id: ServiceId): string => SERVICE_CHOICES.find((choice) => choice.id === id)?.title ?? id;

export const environmentTitle = (id: EnvironmentId): string => ENVIRONMENTS.find((row) => row.id === id)?.title ?? id;
