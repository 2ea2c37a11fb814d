// The shape that most will deploy: a public storage account by identity, roles by Entra group, everything else as it comes.
using '../main.bicep'

param environmentName = 'test'
param logAnalyticsWorkspaceId = '/subscriptions/00000000-0000-0000-0000-00000000e57a/resourceGroups/rg-observability/providers/Microsoft.OperationalInsights/workspaces/log-estate'
param actionGroupId = '/subscriptions/00000000-0000-0000-0000-00000000e57a/resourceGroups/rg-observability/providers/Microsoft.Insights/actionGroups/ag-platform'
param teamId = '19:team@thread.tacv2'
param channelId = '19:channel@thread.tacv2'
param engineersGroup = '00000000-0000-0000-0000-0000000000e1'
param approversGroup = '00000000-0000-0000-0000-0000000000a1'
