import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** What the app may ask Microsoft Graph for, and how it fares without. A test holds the list to src/directory/grants.ts. */
export const GRANTS = [
  {
    permission: 'User.Read.All', area: 'managers',
    why: "reads who a requester's manager is, for the manager's approval",
    without: 'an engineer names the manager of each request that needs one',
  },
  {
    permission: 'GroupMember.Read.All', area: 'groups',
    why: 'reads who belongs to the groups of engineers and approvers',
    without: 'both are lists of people in the settings (ENGINEERS, APPROVERS)',
  },
  {
    permission: 'TeamsAppInstallation.ReadWriteSelfForUser.All', area: 'installs',
    why: 'gives the app to people before their first card, itself and no other app',
    without: 'a person must add the app before cards reach them; the channel says who could not be reached',
  },
] as const;

const GRAPH = 'https://graph.microsoft.com/v1.0';
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const USAGE = `npm run grants -- --identity <object id> [--apply]

Shows what the app's identity may ask Microsoft Graph for and what it would be granted; with --apply grants it. Nothing is ever
taken away. The object id is the output IDENTITY_PRINCIPAL_ID of the deployment. Needs the Azure CLI, signed in as somebody who
may grant application permissions of Microsoft Graph (Privileged Role Administrator), and a shell like bash.`;

/** One call of Microsoft Graph, as `az rest` makes it. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: object;
}

export type Graph = (call: Call) => unknown;

interface AppRole {
  readonly id: string;
  readonly value: string;
}

/** One permission: granted already, or the call that grants it. */
export interface Step {
  readonly grant: (typeof GRANTS)[number];
  readonly call: Call | undefined;
}

/** Reads what is there, changes nothing. Throws a sentence for the administrator when the identity is not one, or Graph lacks a permission. */
export function planGrants(identityId: string, graph: Graph): { readonly name: string; readonly steps: readonly Step[] } {
  const identity = graph({ method: 'GET', url: `${GRAPH}/servicePrincipals/${identityId}?$select=displayName,servicePrincipalType` }) as { displayName: string; servicePrincipalType: string };
  if (identity.servicePrincipalType !== 'ManagedIdentity') throw new Error(`${identity.displayName} (${identityId}) is not a managed identity; take the output IDENTITY_PRINCIPAL_ID of the deployment`);
  const [api] = (graph({ method: 'GET', url: `${GRAPH}/servicePrincipals?$filter=appId eq '${GRAPH_APP_ID}'&$select=id,appRoles` }) as { value: { id: string; appRoles: AppRole[] }[] }).value;
  if (!api) throw new Error('this tenant has no service principal of Microsoft Graph');
  const held = (graph({ method: 'GET', url: `${GRAPH}/servicePrincipals/${identityId}/appRoleAssignments` }) as { value: { appRoleId: string }[] }).value;
  const steps = GRANTS.map((grant): Step => {
    const role = api.appRoles.find(({ value }) => value === grant.permission);
    if (!role) throw new Error(`Microsoft Graph of this tenant has no permission ${grant.permission}`);
    if (held.some(({ appRoleId }) => appRoleId === role.id)) return { grant, call: undefined };
    const body = { principalId: identityId, resourceId: api.id, appRoleId: role.id };
    return { grant, call: { method: 'POST', url: `${GRAPH}/servicePrincipals/${identityId}/appRoleAssignments`, body } };
  });
  return { name: identity.displayName, steps };
}

/** Through the Azure CLI, as whoever is signed in there. */
const azRest: Graph = ({ method, url, body }) => {
  const withBody = body ? ['--headers', 'Content-Type=application/json', '--body', JSON.stringify(body)] : [];
  const answer = execFileSync('az', ['rest', '--only-show-errors', '--method', method, '--url', url, ...withBody], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return answer.trim() === '' ? {} : JSON.parse(answer) as unknown;
};

function main(): void {
  const { values } = parseArgs({ options: { identity: { type: 'string' }, apply: { type: 'boolean', default: false } } });
  if (!values.identity || !GUID.test(values.identity)) throw new Error(`--identity must be an object id.\n\n${USAGE}`);
  const { name, steps } = planGrants(values.identity, azRest);
  console.log(`${name} (${values.identity})`);
  for (const { grant, call } of steps) {
    if (call && values.apply) azRest(call);
    console.log(`${call ? (values.apply ? 'granted      ' : 'would grant  ') : 'has already  '} ${grant.permission}: ${grant.why}. Without it ${grant.without}.`);
  }
  if (values.apply) console.log('It can take an hour until the app sees it; /api/health says what it has seen granted.');
  else console.log(steps.some(({ call }) => call) ? 'Nothing was changed. Again with --apply to grant it.' : 'Nothing is left to grant.');
}

/** What the Azure CLI said is worth more than that it failed. */
function adviceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT') return 'The Azure CLI (az) is not here; it comes with the Azure Cloud Shell.';
  return 'stderr' in error && String(error.stderr).trim() !== '' ? String(error.stderr).trim() : error.message;
}

if (require.main === module) {
  try {
    main();
  } catch (error) {
    console.error(adviceFor(error));
    process.exitCode = 1;
  }
}
