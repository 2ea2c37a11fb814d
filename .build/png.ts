import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const TRUE_COLOR_WITH_ALPHA = 6;

export const PALETTE = 3;

export interface Rows {
  readonly width: number;
  readonly height: number;
  readonly colorType: typeof PALETTE | typeof TRUE_COLOR_WITH_ALPHA;
  /** The pixels of all rows, each row behind a zero: no filter. */
  readonly rows: Uint8Array;
  readonly palette?: Uint8Array;
}

/** A PNG of red, green, blue and alpha, a byte each. */
export function rgbaPng(width: number, height: number, rgba: Uint8Array): Buffer {
  const rows = Buffer.alloc(height * (width * 4 + 1));
  for (let y = 0; y < height; y++) rows.set(rgba.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  return png({ width, height, colorType: TRUE_COLOR_WITH_ALPHA, rows });
}

export function png({ width, height, colorType, rows, palette }: Rows): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colorType, 0, 0, 0], 8);
  const colors = palette ? [chunk('PLTE', palette)] : [];
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), ...colors, chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
