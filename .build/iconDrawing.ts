/** A point of the drawing, whose square goes from 0 to 1. */
type Shape = (x: number, y: number) => boolean;

/** Each pixel is looked at so many times in each direction: that is what makes edges smooth. */
const SAMPLES = 8;

type Color = readonly [red: number, green: number, blue: number];
const INK: Color = [255, 255, 255];
const GROUND: Color = [0x2b, 0x3a, 0x67];

const roundRect = (left: number, top: number, right: number, bottom: number, radius: number): Shape => (x, y) => {
  const dx = Math.max(left + radius - x, x - (right - radius), 0);
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
  return x >= left && x <= right && y >= top && y <= bottom && dx * dx + dy * dy <= radius * radius;
};

/** A line with round ends through these points. */
const line = (width: number, ...points: readonly (readonly [number, number])[]): Shape => (x, y) =>
  points.slice(1).some(([toX, toY], at) => {
    const [fromX = 0, fromY = 0] = points[at] ?? [];
    const [dx, dy] = [toX - fromX, toY - fromY];
    const along = Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - fromX - along * dx, y - fromY - along * dy) <= width / 2;
  });

const triangle = (...[[ax, ay], [bx, by], [cx, cy]]: readonly [readonly [number, number], readonly [number, number], readonly [number, number]]): Shape => (x, y) => {
  const sides = [(bx - ax) * (y - ay) - (by - ay) * (x - ax), (cx - bx) * (y - by) - (cy - by) * (x - bx), (ax - cx) * (y - cy) - (ay - cy) * (x - cx)];
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0);
};

const union = (...shapes: readonly Shape[]): Shape => (x, y) => shapes.some((shape) => shape(x, y));
const without = (shape: Shape, hole: Shape): Shape => (x, y) => shape(x, y) && !hole(x, y);

/** Something said, ticked, standing on a platform: a request. Drawn in a square of 32, lines 2 wide, so that small pixels are met exactly. */
const TICK = line(2, [11.5, 10.5], [14.8, 13.8], [20.8, 7.6]);
const BUBBLE = union(roundRect(5, 2, 27, 18, 4), triangle([9, 17], [16, 17], [9, 23]));
const BUBBLE_INSIDE = union(roundRect(7, 4, 25, 16, 2), triangle([11, 15], [13.2, 15], [11, 19]));
const PLATFORM = union(roundRect(15, 21, 27, 23, 1), roundRect(3, 26, 29, 29, 1.5));
const OUTLINE = union(without(BUBBLE, BUBBLE_INSIDE), TICK, PLATFORM);
const FULL = union(without(BUBBLE, TICK), PLATFORM);

interface Picture {
  readonly size: number;
  readonly rgba: Uint8Array;
}

/** How much of a pixel lies in the shape, 0 to 255. `margin` is the part of the picture's side that stays free around it. */
function coverage(shape: Shape, size: number, margin: number): (column: number, row: number) => number {
  const scale = 32 / (size * (1 - 2 * margin));
  const at = (pixel: number, sample: number): number => (pixel + (sample + 0.5) / SAMPLES - size * margin) * scale;
  return (column, row) => {
    let inside = 0;
    for (let sub = 0; sub < SAMPLES * SAMPLES; sub++) if (shape(at(column, sub % SAMPLES), at(row, Math.floor(sub / SAMPLES)))) inside++;
    return Math.round((inside * 255) / (SAMPLES * SAMPLES));
  };
}

function paint(size: number, pixel: (column: number, row: number) => readonly number[]): Picture {
  const rgba = new Uint8Array(size * size * 4);
  for (let at = 0; at < size * size; at++) rgba.set(pixel(at % size, Math.floor(at / size)), at * 4);
  return { size, rgba };
}

/** Full colour: Teams rounds the corners itself, and what matters stays in the middle (Microsoft Learn, "Design your app icon"). */
export function colorIcon(): Picture {
  const covered = coverage(FULL, 192, 0.22);
  return paint(192, (column, row) => {
    const share = covered(column, row) / 255;
    return [...GROUND.map((ground, channel) => Math.round(ground + ((INK[channel] ?? 0) - ground) * share)), 255];
  });
}

/** White on transparent, and nothing else: Teams colours it. */
export function outlineIcon(): Picture {
  const covered = coverage(OUTLINE, 32, 0);
  return paint(32, (column, row) => [...INK, covered(column, row)]);
}
