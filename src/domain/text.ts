/** Control characters except tab and line breaks: nobody types them, terminals and cards obey them. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;
/** Marks that reorder or hide text (Unicode, "Bidirectional Character Types"; zero-width and tag characters). */
const INVISIBLE = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

/** The same text with one convention for line breaks and without what cannot be seen. */
export const cleanText = (text: string): string =>
  text.replace(/\r\n?|\u2028|\u2029/gu, '\n').replace(CONTROL, '').replace(INVISIBLE, '');

/** One line of clean text: breaks and runs of space become one space, ends are trimmed. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/gu, ' ').trim();

/** Words are runs of non-space (spec, "The questionnaire", 1). */
export const wordCount = (text: string): number => cleanLine(text).split(' ').filter(Boolean).length;

/** Length as people count it: an emoji outside the basic plane is one character, not two. */
export const charCount = (text: string): number => Array.from(text).length;

/** Letters and symbols by name that show nothing: Hangul fillers and the like (Unicode, Default_Ignorable_Code_Point), the blank Braille cell. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Blank is what shows nothing to read: spaces, joiners and marks alone do not count as text. */
export const isBlank = (text: string): boolean => !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(UNSEEN, ''));

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The longest beginning that fits into `maxUnits` UTF-16 units, cut between whole graphemes, with an ellipsis where cut. */
export function cutText(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, maxUnits + 1))) {
    if (index + segment.length > maxUnits - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}
