// Another shape of everything: private storage, a network, people by id, no lock, names and tags of an estate's own.
using '../main.bicep'

param environmentName = 'test'
param workload = 'requests'
param namePattern = 'contoso-{kind}-{workload}'
param tags = { costCenter: 'platform', environment: 'test' }
param lockKind = 'None'
param alertsEnabled = false
param logAnalyticsWorkspaceId = '/subscriptions/00000000-0000-0000-0000-00000000e57a/resourceGroups/rg-observability/providers/Microsoft.OperationalInsights/workspaces/log-estate'
param actionGroupId = '/subscriptions/00000000-0000-0000-0000-00000000e57a/resourceGroups/rg-observability/providers/Microsoft.Insights/actionGroups/ag-platform'
param functionSubnetId = '/subscriptions/00000000-0000-0000-0000-00000000e57a/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-estate/subnets/functions'
param privateEndpointSubnetId = '/subscriptions/00000000-0000-0000-0000-00000000e57a/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-estate/subnets/endpoints'
param privateDnsZoneIds = {
  blob: '/subscriptions/00000000-0000-0000-0000-00000000e57a/resourceGroups/rg-network/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net'
  queue: '/subscriptions/00000000-0000-0000-0000-00000000e57a/resourceGroups/rg-network/providers/Microsoft.Network/privateDnsZones/privatelink.queue.core.windows.net'
  table: '/subscriptions/00000000-0000-0000-0000-00000000e57a/resourceGroups/rg-network/providers/Microsoft.Network/privateDnsZones/privatelink.table.core.windows.net'
}
param alwaysReadyInstances = 0
param instanceMemoryMB = 512
param nodeVersion = '24'
param zoneRedundant = true
param storageSku = 'Standard_GZRS'
param teamId = '19:team@thread.tacv2'
param channelId = '19:channel@thread.tacv2'
param engineers = ['00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000e2']
param approvers = ['00000000-0000-0000-0000-0000000000a1']
