// Looks at what exists already and changes none of it. Everything else waits for this module: a workspace in another tenant,
// or an id that leads nowhere, ends the deployment before anything is made.

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Resource id of the action group.')
param actionGroupId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: last(split(workspaceId, '/'))
  scope: resourceGroup(split(workspaceId, '/')[2], split(workspaceId, '/')[4])
}

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' existing = {
  name: last(split(actionGroupId, '/'))
  scope: resourceGroup(split(actionGroupId, '/')[2], split(actionGroupId, '/')[4])
}

@description('The workspace as Azure has it: reading it proves that it is there and in this tenant.')
output workspaceCustomerId string = workspace.properties.customerId

@description('Whether alerts will reach anybody.')
output actionGroupEnabled bool = actionGroup.properties.enabled
  ? true
  : fail('actionGroupId names an action group that is switched off: alerts would reach nobody.')
