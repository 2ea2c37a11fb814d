// As estate.bicep, for the network that the function app joins.

@description('Resource id of the subnet for the function app.')
param functionSubnetId string

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' existing = {
  name: split(functionSubnetId, '/')[8]
  scope: resourceGroup(split(functionSubnetId, '/')[2], split(functionSubnetId, '/')[4])

  resource subnet 'subnets' existing = {
    name: last(split(functionSubnetId, '/'))
  }
}

var delegatedTo = map(network::subnet.properties.?delegations ?? [], delegation => delegation.properties.serviceName)

@description('The delegation that Flex Consumption asks for.')
output delegation string = contains(delegatedTo, 'Microsoft.App/environments')
  ? 'Microsoft.App/environments'
  : fail('functionSubnetId names a subnet that is not delegated to Microsoft.App/environments; Flex Consumption asks for that.')
