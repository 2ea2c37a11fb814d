// The Azure Bot: tells Teams where the app is and as whom it speaks.

param name string
param displayName string
param tags object
param sku string

@description('Where Teams delivers: https://<app>/api/messages.')
param endpoint string

@description('The identity that the bot is.')
param identityName string
param tenantId string
param workspaceId string

@allowed(['None', 'CanNotDelete'])
param lockKind string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  tags: tags
  kind: 'azurebot'
  sku: { name: sku }
  properties: {
    displayName: displayName
    endpoint: endpoint
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppMSIResourceId: identity.id
    msaAppTenantId: tenantId
    disableLocalAuth: true
    isStreamingSupported: false
    publicNetworkAccess: 'Enabled'
    schemaTransformationVersion: '1.3'
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: {
        isEnabled: true
        acceptedTerms: true
        deploymentEnvironment: 'CommercialDeployment'
      }
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: bot
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'BotRequest', enabled: true }]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (lockKind == 'CanNotDelete') {
  name: 'do-not-delete'
  scope: bot
  properties: {
    level: 'CanNotDelete'
    notes: 'Teams delivers to Platform Requests through this bot.'
  }
}
