import type { TableClient } from '@azure/data-tables';
import { NO_DUTY } from '../domain/duty';
import type { DutyStore } from '../usecases/ports';
import { commitEvent } from './commitEvent';
import { DUTY_KEYS, DUTY_PARTITION, EVENT_ROWS } from './keys';
import { dutyHistoryRow, dutyRow, readDuty, readDutyEvent } from './rows';
import { readRow, rowsOf } from './table';

/** The truth about the team's duty, kept as a request is: in one partition, with its history and its presses. */
export function tableDuty(requests: TableClient): DutyStore {
  return {
    async load() {
      const row = await readRow(requests, DUTY_KEYS);
      return row ? { duty: readDuty(row), etag: row.etag } : { duty: NO_DUTY, etag: undefined };
    },

    async history() {
      return (await rowsOf(requests, DUTY_PARTITION, EVENT_ROWS)).map(readDutyEvent);
    },

    commit: (before, after, event) => commitEvent(requests, { state: dutyRow(after), etag: before.etag, history: dutyHistoryRow(event), event }),
  };
}
