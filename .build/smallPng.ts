import { PALETTE, png } from './png';

/** Pixels as a canvas has them: red, green, blue and alpha, a byte each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** Sixteen steps a channel are enough for text on plain grounds, and a palette makes the file a quarter as large. */
const STEP = 17;

/** A PNG with a palette. Throws when the picture has more than 256 colours. */
export function smallPng({ width, height, rgba }: Pixels): Buffer {
  const palette = new Map<number, number>();
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf(palette, colorAt(rgba, (y * width + x) * 4));
  if (palette.size > 256) throw new Error(`a picture has ${palette.size} colours`);
  const colors = Buffer.from([...palette.keys()].flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  return png({ width, height, colorType: PALETTE, rows, palette: colors });
}

const rounded = (value: number | undefined): number => Math.round((value ?? 0) / STEP) * STEP;
const colorAt = (rgba: Uint8Array, at: number): number => (rounded(rgba[at]) << 16) | (rounded(rgba[at + 1]) << 8) | rounded(rgba[at + 2]);

function indexOf(palette: Map<number, number>, color: number): number {
  const index = palette.get(color) ?? palette.size;
  palette.set(color, index);
  return index;
}
