import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { colorIcon, outlineIcon } from './iconDrawing';
import { rgbaPng } from './png';

const FOLDER = path.resolve(__dirname, '../appPackage');

/** `npm run icons`: draws the app's icons into appPackage. */
async function main(): Promise<void> {
  for (const [name, { size, rgba }] of [['color.png', colorIcon()], ['outline.png', outlineIcon()]] as const) {
    await writeFile(path.join(FOLDER, name), rgbaPng(size, size, rgba));
  }
  process.stdout.write('color.png, outline.png in appPackage\n');
}

void main();
