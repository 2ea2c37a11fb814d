import { cleanLine, isBlank } from './text';

/** Room for a name on a card, in a header and on every disk (255 bytes on Linux, 255 UTF-16 units on Windows). */
export const MAX_NAME_UNITS = 100;
const MAX_EXTENSION_UNITS = 16;

/** What Windows refuses in a name (Microsoft Learn, "Naming Files, Paths, and Namespaces"); a slash of either kind ends a folder. */
const REFUSED = /[<>:"|?*\\/]/gu;
/** Devices, with any extension; superscript digits count as digits (the same page). */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00B9\u00B2\u00B3])(?:$|\.)/iu;
/** Halves of surrogate pairs that stand alone, and signs that show nothing. */
const UNSEEN = /\p{Surrogate}|\p{Default_Ignorable_Code_Point}|\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu;

/**
 * A name under which anybody can keep the file on their own disk: the last part of a path, without what hides, reorders or is refused.
 * Safe names stay as they are. `undefined` when nothing to read is left.
 */
export function safeFileName(name: string): string | undefined {
  const last = cleanLine(name.normalize('NFC')).split(/[\\/]/u).findLast((part) => trimmed(part) !== '') ?? '';
  const clean = trimmed(last.replace(UNSEEN, '').replace(REFUSED, '_'));
  if (isBlank(clean) || /^[_.\s]*$/u.test(clean)) return undefined;
  return shortened(DEVICE.test(clean) ? `_${clean}` : clean);
}

/** No dot in front hides it, none at the end is lost on Windows; neither are blanks. */
const trimmed = (name: string): string => name.replace(/^[.\s]+|[.\s]+$/gu, '');

/** Cut in the middle of its stem, between whole graphemes, so that the extension still says what it is. */
function shortened(name: string): string {
  if (name.length <= MAX_NAME_UNITS) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= MAX_EXTENSION_UNITS ? name.slice(dot) : '';
  const stem = begun(name.slice(0, name.length - extension.length), MAX_NAME_UNITS - extension.length - 1);
  return `${stem.replace(/[.\s]+$/u, '')}…${extension}`;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function begun(text: string, maxUnits: number): string {
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, maxUnits + 1))) {
    if (index + segment.length > maxUnits) break;
    end = index + segment.length;
  }
  return text.slice(0, end === 0 ? maxUnits : end).replace(/\p{Surrogate}/gu, '');
}

/** What a pasted picture is called, which comes without a name. */
export function pastedName(type: string): string {
  const extension = Object.hasOwn(EXTENSIONS, type) ? EXTENSIONS[type] : undefined;
  return extension === undefined ? 'screenshot' : `screenshot.${extension}`;
}

const EXTENSIONS: Readonly<Partial<Record<string, string>>> = {
  'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp', 'image/bmp': 'bmp', 'image/tiff': 'tiff',
};
