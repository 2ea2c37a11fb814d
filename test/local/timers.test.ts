import assert from 'node:assert/strict';
import { keepSchedule, nextRun, type TimerInfo } from '../../src/local/timers';

describe('NCRONTAB schedules', () => {
  const friday = new Date('2026-01-02T10:00:00Z');

  for (const [schedule, expected, because] of [
    ['0 */5 * * * *', '2026-01-02T10:05:00.000Z', 'every five minutes'],
    ['0 0 3 * * *', '2026-01-03T03:00:00.000Z', 'in UTC'],
    ['0 0 0 13 * 5', '2026-02-13T00:00:00.000Z', 'a 13th AND a Friday'],
    ['0 30 9 * * 1-5', '2026-01-05T09:30:00.000Z', 'on working days'],
  ] as const) {
    it(`${schedule} is due ${because}`, () => assert.equal(nextRun(schedule, friday)?.toISOString(), expected));
  }

  it('run their function on time', async () => {
    const told = await new Promise<TimerInfo>((resolve) => {
      const schedule = keepSchedule('* * * * * *', (info) => {
        schedule.stop();
        resolve(info);
        return Promise.resolve();
      });
    });
    assert.equal(told.IsPastDue, false);
    assert.ok(Date.parse(told.ScheduleStatus.Next) > Date.parse(told.ScheduleStatus.Last));
  });

  it('of five fields are refused, as by Azure', () => assert.throws(() => nextRun('*/5 * * * *', friday)));
});
