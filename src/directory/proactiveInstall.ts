import type { Installed, Installer, Log } from '../usecases/ports';
import { entraId } from './entraId';
import type { Grants } from './grants';
import type { GraphAnswer } from './graphAnswer';
import type { GraphClient } from './graphClient';
import { textIn } from './graphShapes';

export interface InstallerOptions {
  readonly graph: GraphClient;
  /** The id that the organization's app catalog gave the app: not the id of the manifest (Microsoft Learn, "teamsApp resource type"). A GUID. */
  readonly teamsAppId: string;
  readonly grants: Grants;
  readonly log: Log;
}

/** Teams makes the installation and its chat a moment after it has said yes. */
const SOON: Installed = { kind: 'later', retryAfterMs: 5_000 };

/** Installs the app ahead of the first word (Microsoft Learn, "Proactively install your bot for users using Microsoft Graph"). */
export const createInstaller = (options: InstallerOptions): Installer => ({ install: (personId) => install(options, personId) });

async function install(options: InstallerOptions, personId: string): Promise<Installed> {
  const id = entraId(personId);
  if (id === undefined) return impossible('is not known to the directory');
  const { graph, teamsAppId } = options;
  const made = await graph.post(`users/${id}/teamwork/installedApps`, { 'teamsApp@odata.bind': `${graph.baseUrl}/appCatalogs/teamsApps/${teamsAppId}` });
  if (made.kind === 'later') return made;
  const found = await findInstallation(options, id);
  if (found.kind !== 'ok') return failed(found);
  if (found.body === undefined) return notInstalled(options, id, made);
  return chatOf(options, id, found.body);
}

/** The list is asked whatever the first answer was: 409 is "installed already", and 403 may be a missing permission or a policy about this one person. */
async function findInstallation({ graph, teamsAppId, grants }: InstallerOptions, id: string): Promise<GraphAnswer<string | undefined>> {
  const filter = encodeURIComponent(`teamsApp/id eq '${teamsAppId}'`);
  const listed = await graph.list(`users/${id}/teamwork/installedApps?$expand=teamsApp&$filter=${filter}`);
  grants.note('installs', listed);
  return listed.kind === 'ok' ? { kind: 'ok', body: textIn(listed.body[0], 'id') } : listed;
}

async function chatOf({ graph }: InstallerOptions, id: string, installationId: string): Promise<Installed> {
  const answer = await graph.get(`users/${id}/teamwork/installedApps/${encodeURIComponent(installationId)}/chat`);
  if (answer.kind === 'notFound') return SOON;
  if (answer.kind !== 'ok') return failed(answer);
  const conversationId = textIn(answer.body, 'id');
  return conversationId === undefined ? SOON : { kind: 'chat', conversationId };
}

function notInstalled({ log, teamsAppId }: InstallerOptions, id: string, made: GraphAnswer): Installed {
  if (made.kind === 'ok' || (made.kind === 'refused' && made.status === 409)) return SOON;
  log.warn('the app could not be installed: is this its id in the catalog, and does webApplicationInfo of the manifest name the identity of this app?', { person: id, teamsAppId, kind: made.kind });
  if (made.kind === 'forbidden') return impossible('may not have the app: a policy of the organization blocks it');
  return failed(made);
}

function failed(answer: Exclude<GraphAnswer, { readonly kind: 'ok' }>): Installed {
  if (answer.kind === 'later') return answer;
  if (answer.kind === 'forbidden') return { kind: 'notGranted' };
  if (answer.kind === 'notFound') return impossible('is not known to Teams, or the app is not in the catalog of the organization');
  return impossible(`could not be given the app (Graph answered ${answer.status})`);
}

const impossible = (why: string): Installed => ({ kind: 'impossible', why });
