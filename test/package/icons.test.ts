import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { colorIcon, outlineIcon } from '../../.build/iconDrawing';
import manifest from '../../appPackage/manifest.json';
import { readPng, type Picture } from './fixtures/png';

const icon = async (name: string): Promise<Picture> => readPng(await readFile(`appPackage/${name}`));

function* pixels({ rgba }: Picture): Generator<readonly [red: number, green: number, blue: number, alpha: number]> {
  for (let at = 0; at < rgba.length; at += 4) yield [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0, rgba[at + 3] ?? 0];
}

const hex = (channels: readonly number[]): string => `#${channels.slice(0, 3).map((channel) => channel.toString(16).padStart(2, '0')).join('').toUpperCase()}`;

describe('the icons', () => {
  it('are 192 by 192 in colour, opaque to the edge', async () => {
    const color = await icon(manifest.icons.color);
    assert.deepEqual([color.width, color.height], [192, 192]);
    for (const [, , , alpha] of pixels(color)) assert.equal(alpha, 255);
  });

  it('are 32 by 32 in outline, white on transparent and nothing else', async () => {
    const outline = await icon(manifest.icons.outline);
    assert.deepEqual([outline.width, outline.height], [32, 32]);
    const all = [...pixels(outline)];
    for (const pixel of all) assert.equal(hex(pixel), '#FFFFFF');
    assert.ok(all.some(([, , , alpha]) => alpha === 0) && all.some(([, , , alpha]) => alpha === 255));
  });

  it('stand on the accent colour', async () => {
    const [corner] = pixels(await icon(manifest.icons.color));
    assert.equal(hex(corner ?? []), manifest.accentColor);
  });

  it('are what the drawing draws', async () => {
    for (const [name, { size, rgba }] of [[manifest.icons.color, colorIcon()], [manifest.icons.outline, outlineIcon()]] as const) {
      const kept = await icon(name);
      assert.equal(kept.width, size);
      assert.ok(Buffer.from(rgba).equals(kept.rgba), `${name} is stale: npm run icons`);
    }
  });
});
