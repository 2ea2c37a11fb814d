// Private ways to the storage account, in a subnet and with DNS zones that exist already.

@description('The name of each endpoint, with {service} for the service it leads to.')
param namePattern string

param location string
param tags object
param storageAccountName string
param subnetId string

@description('Resource ids of the private DNS zones.')
param dnsZoneIds { blob: string, queue: string, table: string }

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageAccountName
}

resource endpoints 'Microsoft.Network/privateEndpoints@2025-01-01' = [
  for service in ['blob', 'queue', 'table']: {
    name: replace(namePattern, '{service}', service)
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
      customNetworkInterfaceName: '${replace(namePattern, '{service}', service)}-nic'
      privateLinkServiceConnections: [
        {
          name: service
          properties: {
            privateLinkServiceId: account.id
            groupIds: [service]
          }
        }
      ]
    }
  }
]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-01-01' = [
  for (service, index) in ['blob', 'queue', 'table']: {
    parent: endpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: service
          properties: { privateDnsZoneId: dnsZoneIds[service] }
        }
      ]
    }
  }
]
