import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AppCredentials, AuthenticationConstants, ClaimsIdentity, type BotFrameworkAuthentication, type ConnectorClient } from 'botframework-connector';

/** How this bot signs in (botbuilder's own names; running.md, "Names that stay"). Without an app id everyone is taken for Teams: local mode only. */
export interface BotIdentity {
  readonly appId: string;
  readonly appType: 'UserAssignedMSI' | 'SingleTenant' | 'none';
  readonly tenantId: string;
  readonly appPassword?: string;
}

/** Clients of the Bot Connector by service address, signed in as this bot. */
export interface Connectors {
  to(serviceUrl: string): Promise<ConnectorClient>;
  /** The token that such a client shows; `undefined` without an app id. */
  tokenFor(serviceUrl: string): Promise<string | undefined>;
}

export function createAuthentication(identity: BotIdentity): BotFrameworkAuthentication {
  if (identity.appType === 'none') return new ConfigurationBotFrameworkAuthentication({});
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: identity.appId,
    MicrosoftAppType: identity.appType,
    MicrosoftAppTenantId: identity.tenantId,
    ...(identity.appPassword !== undefined && { MicrosoftAppPassword: identity.appPassword }),
  });
}

/** One factory and one client per address: they hold the token. */
export function createConnectors(authentication: BotFrameworkAuthentication, { appId }: BotIdentity): Connectors {
  const claims = new ClaimsIdentity([{ type: AuthenticationConstants.AudienceClaim, value: appId }, { type: AuthenticationConstants.AppIdClaim, value: appId }], 'bot');
  const factory = authentication.createConnectorFactory(claims);
  const clients = new Map<string, Promise<ConnectorClient>>();
  const to: Connectors['to'] = (serviceUrl) => {
    const known = clients.get(serviceUrl);
    if (known) return known;
    const client = factory.create(serviceUrl, AuthenticationConstants.ToChannelFromBotOAuthScope);
    if (clients.size > 50) clients.clear();
    clients.set(serviceUrl, client);
    return client;
  };
  return {
    to,
    tokenFor: async (serviceUrl) => {
      const { credentials } = await to(serviceUrl);
      return appId !== '' && credentials instanceof AppCredentials ? credentials.getToken() : undefined;
    },
  };
}
