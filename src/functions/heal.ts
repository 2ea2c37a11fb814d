import { app } from '@azure/functions';
import { theApp } from '../wiring';

/** Every night: rebuilds hints that are missing. */
app.timer('heal', {
  schedule: '0 15 2 * * *',
  handler: () => theApp().heal(),
});
