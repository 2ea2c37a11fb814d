// What differs from one environment to the next comes from the environment: a variable group of the pipeline, or `export` at a desk.
// A value that is missing stops the build and is named. Everything else keeps the defaults of main.bicep; set it here to change it.
using './main.bicep'

param environmentName = readEnvironmentVariable('ENVIRONMENT_NAME')
param location = readEnvironmentVariable('LOCATION')

// What exists already.
param logAnalyticsWorkspaceId = readEnvironmentVariable('LOG_ANALYTICS_WORKSPACE_ID')
param actionGroupId = readEnvironmentVariable('ACTION_GROUP_ID')
param functionSubnetId = readEnvironmentVariable('FUNCTION_SUBNET_ID', '')
param privateEndpointSubnetId = readEnvironmentVariable('PRIVATE_ENDPOINT_SUBNET_ID', '')
param privateDnsZoneIds = {
  blob: readEnvironmentVariable('PRIVATE_DNS_ZONE_BLOB_ID', '')
  queue: readEnvironmentVariable('PRIVATE_DNS_ZONE_QUEUE_ID', '')
  table: readEnvironmentVariable('PRIVATE_DNS_ZONE_TABLE_ID', '')
}

// The team, the channel and the groups.
param teamId = readEnvironmentVariable('TEAM_ID')
param channelId = readEnvironmentVariable('CHANNEL_ID')
param engineersGroup = readEnvironmentVariable('ENGINEERS_GROUP')
param approversGroup = readEnvironmentVariable('APPROVERS_GROUP')
param catalogAppId = readEnvironmentVariable('CATALOG_APP_ID', '')

param tags = { application: 'platform-requests' }
