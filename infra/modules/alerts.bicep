// Tells the team before its users do. Log alerts read what the Functions host and src/log.ts write; a test holds the names in the
// queries to those in the code.

@description('The name of each rule, with {rule} for what it watches.')
param namePattern string

param location string
param tags object
param enabled bool
param insightsName string
param storageAccountName string
param actionGroupId string

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageAccountName
}

// A line of src/log.ts is JSON; whatever a host may put before it is cut off.
var lines = 'traces | where message has "{line}" | extend line = parse_json(substring(message, indexof(message, "{"))) | where tostring(line.message) == "{line}"'

var rules = [
  {
    name: 'no-sweep'
    severity: 1
    title: 'No completed sweep for 15 minutes'
    advice: 'Reminders and breaches are late. Nothing is lost: the next completed sweep makes up for it. Look at the failures of sweepPromises and the lines "deadline failed".'
    query: 'requests | where name == "sweepPromises" and success == true'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'poison-queue'
    severity: 1
    title: 'The poison queue is not empty'
    advice: 'The cards of a request could not be brought up to date five times. Find the cause in the failures of syncCards, then put the messages of sync-cards-poison back into sync-cards; each is safe to repeat.'
    query: '${replace(lines, '{line}', 'swept')} | summarize arg_max(timestamp, line) | where toint(line.poisoned) > 0'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'undeliverable'
    severity: 2
    title: 'A card could not be delivered'
    advice: 'The line "undeliverable" says which card of which request, and why. Mostly the person has to add the app; the card in the channel says so too.'
    query: replace(lines, '{line}', 'undeliverable')
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'failed-messages'
    severity: 1
    title: 'Messages from Teams failed'
    advice: 'Someone was told "Sorry, that did not work" and a number: the line "turn failed" with that id has the stack.'
    query: 'union (requests | where name == "messages" and (success == false or resultCode startswith "5")), (${replace(lines, '{line}', 'turn failed')})'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'slow-messages'
    severity: 2
    title: 'Messages from Teams are slow (p95 over 3 s)'
    advice: 'Teams gives up after 5 s. More always-ready instances help against cold starts; the workbook shows whether storage is slow.'
    query: 'requests | where name == "messages" | summarize p95 = percentile(duration, 95) | where p95 > 3000'
    operator: 'GreaterThan'
    threshold: 0
  }
]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: replace(namePattern, '{rule}', rule.name)
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Platform Requests: ${rule.title}'
      description: rule.advice
      severity: rule.severity
      enabled: enabled
      scopes: [component.id]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [actionGroupId] }
    }
  }
]

resource storageThrottled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: replace(namePattern, '{rule}', 'storage-throttled')
  location: 'global'
  tags: tags
  properties: {
    description: 'Platform Requests: storage throttled. The account turned calls away; docs/deploy.md says how far one account carries.'
    severity: 2
    enabled: enabled
    scopes: [account.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'throttled'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Storage/storageAccounts'
          metricName: 'Transactions'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
          skipMetricValidation: true
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: [
                'ClientAccountBandwidthThrottlingError'
                'ClientAccountRequestThrottlingError'
                'ClientThrottlingError'
                'ServerBusyError'
              ]
            }
          ]
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}
