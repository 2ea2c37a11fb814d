import { app } from '@azure/functions';
import { theApp } from '../wiring';

/** Brings the cards of one request up to date. Delivered at least once; what fails five times lands in the poison queue. */
app.storageQueue('syncCards', {
  queueName: 'sync-cards',
  connection: 'AzureWebJobsStorage',
  handler: (message) => theApp().syncCards(message),
});
