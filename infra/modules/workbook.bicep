// How it fares, on one page.

@description('Also makes its id: one environment has one workbook.')
param displayName string
param location string
param tags object
param insightsName string
param storageAccountName string

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageAccountName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, displayName)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: displayName
    category: 'workbook'
    sourceId: component.id
    version: 'Notebook/1.0'
    serializedData: replace(replace(loadTextContent('../workbook.json'), '{insightsId}', component.id), '{storageAccountId}', account.id)
  }
}
