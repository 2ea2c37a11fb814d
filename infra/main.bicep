// Platform Requests: everything it needs in one resource group that exists already. What the estate has (workspace, action group,
// subnets, DNS zones) comes in by resource id and is only read. docs/deploy.md leads through it.
targetScope = 'resourceGroup'

// ---- Where and under which names

@description('Region of everything that is not global.')
param location string = resourceGroup().location

@description('What the resources are for: {workload} of the names.')
@minLength(2)
@maxLength(12)
param workload string = 'platreq'

@description('Which of the environments this is: {environment} of the names.')
@minLength(2)
@maxLength(8)
param environmentName string

@description('The names of all resources: {kind} becomes id, st, asp, func, appi, bot, pep or alert, {unique} six letters and digits of this resource group. Storage takes it without hyphens.')
@minLength(6)
@maxLength(50)
param namePattern string = '{kind}-{workload}-{environment}-{unique}'

@description('Tags of every resource.')
param tags object = {}

@description('Keeps the storage account, the identity and the bot from being deleted.')
@allowed(['None', 'CanNotDelete'])
param lockKind string = 'CanNotDelete'

// ---- What exists already

@description('Resource id of the Log Analytics workspace.')
@minLength(1)
param logAnalyticsWorkspaceId string

@description('Resource id of the action group that alerts go to.')
@minLength(1)
param actionGroupId string

@description('Whether alerts are switched on; off is for the hour between the first deployment and the first package.')
param alertsEnabled bool = true

@description('Resource id of a subnet delegated to Microsoft.App/environments that the function app joins, or nothing.')
param functionSubnetId string = ''

@description('Resource id of a subnet for private endpoints of the storage account, or nothing: then the account is reached over its public address, by identity.')
param privateEndpointSubnetId string = ''

@description('Resource ids of the private DNS zones privatelink.{blob,queue,table}.core.windows.net; asked for with privateEndpointSubnetId.')
param privateDnsZoneIds { blob: string, queue: string, table: string } = { blob: '', queue: '', table: '' }

// ---- How much of it

@description('Instances that are always warm for HTTP. Teams waits 5 s and no longer: below 1 the first message after a pause may be lost.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 1

@description('Memory of an instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('At most so many instances.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Version of Node that runs the app.')
@allowed(['22', '24'])
param nodeVersion string = '22'

@description('Spreads the plan over the zones of the region.')
param zoneRedundant bool = false

@description('How storage is kept.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS', 'Standard_RAGRS', 'Standard_RAGZRS'])
param storageSku string = 'Standard_ZRS'

@description('For how many days deleted files can be brought back.')
@minValue(1)
@maxValue(365)
param keepDeletedDays int = 14

@description('F0 is free: Teams is a standard channel.')
@allowed(['F0', 'S1'])
param botSku string = 'F0'

@description('The name of the bot in Azure.')
@minLength(2)
@maxLength(42)
param botDisplayName string = 'Platform Requests'

// ---- What the app is told (src/config.ts; a test holds names, defaults and limits equal)

@description('TEAM_ID: Teams id of the Platform team, 19:…@thread.tacv2 of its General channel.')
@minLength(4)
param teamId string

@description('CHANNEL_ID: Teams id of the channel in which requests appear.')
@minLength(4)
param channelId string

@description('SERVICE_URL: where the channel is reached before Teams has sent anything from it.')
@minLength(9)
param serviceUrl string = 'https://smba.trafficmanager.net/teams/'

@description('ENGINEERS_GROUP: object id of an Entra group. This, or engineers.')
@maxLength(36)
param engineersGroup string = ''

@description('ENGINEERS: Entra object ids of people. This, or engineersGroup.')
param engineers string[] = []

@description('APPROVERS_GROUP: object id of an Entra group. This, or approvers.')
@maxLength(36)
param approversGroup string = ''

@description('APPROVERS: Entra object ids of people. This, or approversGroup.')
param approvers string[] = []

@description('CATALOG_APP_ID: the id that your Teams app catalog gave this app; known after it was published.')
@maxLength(36)
param catalogAppId string = ''

@description('KEY_PREFIX: what the keys of requests begin with.')
@minLength(1)
@maxLength(10)
param keyPrefix string = 'PLAT'

@description('APPROVALS_NEEDED: how many of the INFRA group must approve a change or an access.')
@minValue(1)
@maxValue(5)
param approvalsNeeded int = 1

@description('ONE_PERSON_MAY_GIVE_BOTH: whether one person may give both the manager\'s and the group\'s approval.')
param onePersonMayGiveBoth bool = false

@description('REOPEN_DAYS: for how many days a request that is Done can be reopened.')
@minValue(1)
@maxValue(3650)
param reopenDays int = 14

@description('REVIEW_HOURS: hours in which the team promises to look at a request.')
@minValue(1)
@maxValue(8760)
param reviewHours int = 48

@description('REVIEW_REMINDER_HOURS: at which hours on-call is reminded of a review, ascending, before reviewHours.')
@minLength(1)
@maxLength(10)
param reviewReminderHours int[] = [24, 36, 44]

@description('ANSWER_HOURS: hours in which the requester is asked to answer.')
@minValue(1)
@maxValue(8760)
param answerHours int = 72

@description('ANSWER_REMINDER_HOURS: at which hours the requester is reminded to answer, ascending, before answerHours.')
@minLength(1)
@maxLength(10)
param answerReminderHours int[] = [24, 48]

@description('SWEEP_SCHEDULE: when the promises are watched, as NCRONTAB in UTC. The alert on sweeps expects one in 15 minutes.')
@minLength(11)
param sweepSchedule string = '0 */5 * * * *'

@description('INCIDENT_HOURS: after how many hours the declarer of an incident is asked whether it is still on.')
@minValue(1)
@maxValue(720)
param incidentHours int = 12

@description('KEEP_MONTHS: after how many months a request that is Done is deleted, with everything of it.')
@minValue(1)
@maxValue(1200)
param keepMonths int = 24

// ---- Wrong parameters, each with a sentence that names it. They end the deployment before anything is made: every name hangs on them.

func isIdOf(id string, type string, segments int) bool =>
  startsWith(toLower(id), '/subscriptions/') && contains(toLower(id), '/providers/${toLower(type)}/') && length(split(id, '/')) == segments

func isAscendingBefore(hours int[], limit int) bool =>
  empty(filter(range(0, length(hours)), index => hours[index] <= (index == 0 ? 0 : hours[max(0, index - 1)]) || hours[index] >= limit))

func nameOf(pattern string, kind string) string => replace(pattern, '{kind}', kind)

func plainNameOf(pattern string, kind string) string => toLower(replace(nameOf(pattern, kind), '-', ''))

var isPrivate = !empty(privateEndpointSubnetId)
var filledPattern = replace(
  replace(replace(namePattern, '{workload}', workload), '{environment}', environmentName),
  '{unique}',
  take(uniqueString(resourceGroup().id), 6)
)
var isZoneMissing = !empty(filter(
  ['blob', 'queue', 'table'],
  service => !isIdOf(privateDnsZoneIds[service], 'Microsoft.Network/privateDnsZones', 9)
))

var faults = concat(
  contains(namePattern, '{kind}') ? [] : ['namePattern must contain {kind}, or all resources would have one name'],
  length(plainNameOf(filledPattern, 'st')) <= 24
    ? []
    : [
        'namePattern, workload and environmentName make a storage account name of ${length(plainNameOf(filledPattern, 'st'))} characters (${plainNameOf(filledPattern, 'st')}); Azure takes 24'
      ],
  length(nameOf(filledPattern, 'func')) <= 60
    ? []
    : [
        'namePattern, workload and environmentName make a function app name of ${length(nameOf(filledPattern, 'func'))} characters; Azure takes 60'
      ],
  isIdOf(logAnalyticsWorkspaceId, 'Microsoft.OperationalInsights/workspaces', 9)
    ? []
    : ['logAnalyticsWorkspaceId is not the resource id of a Log Analytics workspace'],
  isIdOf(actionGroupId, 'Microsoft.Insights/actionGroups', 9) ? [] : ['actionGroupId is not the resource id of an action group'],
  empty(functionSubnetId) || isIdOf(functionSubnetId, 'Microsoft.Network/virtualNetworks', 11)
    ? []
    : ['functionSubnetId is not the resource id of a subnet'],
  empty(privateEndpointSubnetId) || isIdOf(privateEndpointSubnetId, 'Microsoft.Network/virtualNetworks', 11)
    ? []
    : ['privateEndpointSubnetId is not the resource id of a subnet'],
  isPrivate && empty(functionSubnetId)
    ? ['functionSubnetId is missing: with privateEndpointSubnetId the app reaches storage only through a subnet']
    : [],
  isPrivate && isZoneMissing
    ? ['privateDnsZoneIds must name the private DNS zones of blob, queue and table when privateEndpointSubnetId is given']
    : [],
  startsWith(teamId, '19:') ? [] : ['teamId must begin with 19:'],
  startsWith(channelId, '19:') ? [] : ['channelId must begin with 19:'],
  startsWith(serviceUrl, 'https://') ? [] : ['serviceUrl must begin with https://'],
  empty(engineersGroup) == empty(engineers) ? ['exactly one of engineersGroup and engineers must be given'] : [],
  empty(approversGroup) == empty(approvers) ? ['exactly one of approversGroup and approvers must be given'] : [],
  isAscendingBefore(reviewReminderHours, reviewHours)
    ? []
    : ['reviewReminderHours must be hours above 0, ascending, and all before reviewHours (${reviewHours})'],
  isAscendingBefore(answerReminderHours, answerHours)
    ? []
    : ['answerReminderHours must be hours above 0, ascending, and all before answerHours (${answerHours})'],
  length(split(sweepSchedule, ' ')) == 6 ? [] : ['sweepSchedule must be NCRONTAB with six fields']
)

var pattern = empty(faults) ? filledPattern : fail('${join(faults, '; ')}. See docs/deploy.md')
var functionAppName = nameOf(pattern, 'func')
var identityName = nameOf(pattern, 'id')
var storageAccountName = plainNameOf(pattern, 'st')
var insightsName = nameOf(pattern, 'appi')
// Known before the app is made, as the app itself is told it.
var baseUrl = 'https://${functionAppName}.azurewebsites.net'

// ---- What is made

module estate 'modules/estate.bicep' = {
  params: {
    workspaceId: logAnalyticsWorkspaceId
    actionGroupId: actionGroupId
  }
}

module estateNetwork 'modules/estateNetwork.bicep' = if (!empty(functionSubnetId)) {
  params: { functionSubnetId: functionSubnetId }
}

module identity 'modules/identity.bicep' = {
  dependsOn: [estate, estateNetwork]
  params: {
    name: identityName
    location: location
    tags: tags
    lockKind: lockKind
  }
}

module storage 'modules/storage.bicep' = {
  dependsOn: [identity]
  params: {
    name: storageAccountName
    location: location
    tags: tags
    identityName: identityName
    sku: storageSku
    isPrivate: isPrivate
    keepDeletedDays: keepDeletedDays
    workspaceId: logAnalyticsWorkspaceId
    lockKind: lockKind
  }
}

module privateEndpoints 'modules/privateEndpoints.bicep' = if (isPrivate) {
  dependsOn: [storage]
  params: {
    namePattern: '${nameOf(pattern, 'pep')}-{service}'
    location: location
    tags: tags
    storageAccountName: storageAccountName
    subnetId: privateEndpointSubnetId
    dnsZoneIds: privateDnsZoneIds
  }
}

module insights 'modules/insights.bicep' = {
  dependsOn: [identity]
  params: {
    name: insightsName
    location: location
    tags: tags
    workspaceId: logAnalyticsWorkspaceId
    identityName: identityName
  }
}

module functionApp 'modules/functionApp.bicep' = {
  dependsOn: [privateEndpoints]
  params: {
    name: functionAppName
    planName: nameOf(pattern, 'asp')
    location: location
    tags: tags
    identityName: identityName
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyHttp: alwaysReadyInstances
    subnetId: functionSubnetId
    zoneRedundant: zoneRedundant
    workspaceId: logAnalyticsWorkspaceId
    appSettings: {
      // The Functions host; the first two are read by the app as well.
      AzureWebJobsStorage__accountName: storageAccountName
      AzureWebJobsStorage__clientId: identity.outputs.clientId
      AzureWebJobsStorage__credential: 'managedidentity'
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.outputs.address
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
      // The app.
      MicrosoftAppId: identity.outputs.clientId
      MicrosoftAppType: 'UserAssignedMSI'
      MicrosoftAppTenantId: tenant().tenantId
      TEAM_ID: teamId
      CHANNEL_ID: channelId
      SERVICE_URL: serviceUrl
      BASE_URL: baseUrl
      ENGINEERS_GROUP: engineersGroup
      ENGINEERS: join(engineers, ',')
      APPROVERS_GROUP: approversGroup
      APPROVERS: join(approvers, ',')
      CATALOG_APP_ID: catalogAppId
      KEY_PREFIX: keyPrefix
      APPROVALS_NEEDED: string(approvalsNeeded)
      ONE_PERSON_MAY_GIVE_BOTH: onePersonMayGiveBoth ? 'true' : 'false'
      REOPEN_DAYS: string(reopenDays)
      REVIEW_HOURS: string(reviewHours)
      REVIEW_REMINDER_HOURS: join(map(reviewReminderHours, hours => string(hours)), ',')
      ANSWER_HOURS: string(answerHours)
      ANSWER_REMINDER_HOURS: join(map(answerReminderHours, hours => string(hours)), ',')
      SWEEP_SCHEDULE: sweepSchedule
      INCIDENT_HOURS: string(incidentHours)
      KEEP_MONTHS: string(keepMonths)
    }
  }
}

module bot 'modules/bot.bicep' = {
  params: {
    name: nameOf(pattern, 'bot')
    displayName: botDisplayName
    tags: tags
    sku: botSku
    endpoint: 'https://${functionApp.outputs.hostName}/api/messages'
    identityName: identityName
    tenantId: tenant().tenantId
    workspaceId: logAnalyticsWorkspaceId
    lockKind: lockKind
  }
}

module alerts 'modules/alerts.bicep' = {
  dependsOn: [insights, storage]
  params: {
    namePattern: '${nameOf(pattern, 'alert')}-{rule}'
    location: location
    tags: tags
    enabled: alertsEnabled
    insightsName: insightsName
    storageAccountName: storageAccountName
    actionGroupId: actionGroupId
  }
}

module workbook 'modules/workbook.bicep' = {
  dependsOn: [insights, storage]
  params: {
    displayName: '${botDisplayName} (${environmentName})'
    location: location
    tags: tags
    insightsName: insightsName
    storageAccountName: storageAccountName
  }
}

// ---- What others go on with: Teams Toolkit writes each into env/.env.<environment> under its name here.

@description('The id of the bot, as the app\'s manifest wants it.')
output BOT_ID string = identity.outputs.clientId

@description('The host of the app, as the app\'s manifest wants it.')
output BOT_DOMAIN string = functionApp.outputs.hostName

output BASE_URL string = baseUrl
output FUNCTION_APP_NAME string = functionAppName
output FUNCTION_APP_RESOURCE_ID string = functionApp.outputs.id
output STORAGE_ACCOUNT_NAME string = storageAccountName

@description('Object id of the identity: what `npm run grants` asks for.')
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
