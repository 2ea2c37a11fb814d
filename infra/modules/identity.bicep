// The one identity: the bot signs in with it, and the app uses storage, Application Insights and Microsoft Graph with it.

param name string
param location string
param tags object

@description('A lost identity is a lost bot: its client id is the id of the bot.')
@allowed(['None', 'CanNotDelete'])
param lockKind string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (lockKind == 'CanNotDelete') {
  name: 'do-not-delete'
  scope: identity
  properties: {
    level: 'CanNotDelete'
    notes: 'The bot of Platform Requests is known to Teams by the client id of this identity.'
  }
}

output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
