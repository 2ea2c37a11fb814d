import { app } from '@azure/functions';
import { sweepSchedule, theApp } from '../wiring';

/** Watches the promises. It can come late or twice without harm. */
app.timer('sweepPromises', {
  schedule: sweepSchedule(),
  handler: () => theApp().sweepPromises(),
});
