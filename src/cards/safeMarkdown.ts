import { cleanWords } from './safeText';
import { begunWithin, cutToWeight, weightOf } from './weight';

/**
 * The Details in a TextBlock: the safe part of Markdown that TextBlock knows (emphasis, lists, links to the web with their host shown).
 * Everything else shows as typed, because what one client ignores another carries out. Each line stands for itself,
 * so a text may be cut between any two.
 */
export const markdownLines = (text: string): readonly string[] => {
  let isCode = false;
  return cleanWords(text).split('\n').map((row) => {
    const isFence = /^\s*(?:```|~~~)/u.test(row);
    if (isFence) isCode = !isCode;
    return isFence || isCode ? asTyped(row) : markdownLine(row);
  });
};

const LIST_ITEM = /^ {0,3}(?:[-*+]|(\d{1,9})[.)])[ \t]+(\S.*)$/u;
const HEADING = /^ {0,3}#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$/u;

function markdownLine(row: string): string {
  const item = LIST_ITEM.exec(row);
  if (item?.[2] !== undefined) return `${item[1] === undefined ? '-' : `${item[1]}.`} ${escapedStart(inline(item[2]))}`;
  const heading = HEADING.exec(row);
  if (heading?.[1] !== undefined) return `**${escaped(heading[1])}**`;
  return lineStart(inline(row.trimStart()), row);
}

/** Indentation as no-break spaces: four blanks would be a code block. */
const lineStart = (line: string, row: string): string => {
  const blanks = /^[ \t]*/u.exec(row)?.[0].replaceAll('\t', '    ').length ?? 0;
  return `${'\u00A0'.repeat(blanks)}${escapedStart(line)}`;
};

const asTyped = (row: string): string => lineStart(escaped(row.trimStart()), row);

/** A line that would begin a list, a heading, a quote or an underline shows as typed. */
const escapedStart = (line: string): string => line.replace(/^([-+#=>|])/u, '\\$1').replace(/^(\d{1,9})([.)])/u, '$1\\$2');

/** No character that Markdown or a card function gives a meaning keeps it. */
export const escaped = (text: string): string =>
  text.replace(/[\\`*_[\]<]|~(?=~)|&(?=#?\w{1,40};)/gu, '\\$&').replace(/\{(?=\{)/gu, '{\\');

const unescaped = (text: string): string => text.replace(/\\([\\`*_[\]<~&{])/gu, '$1');

/** What is kept within a line, the first that fits; lengths are bounded, so that no text takes long to read. */
const CONSTRUCT = new RegExp(
  [
    '(?<code>`[^`]{1,500}`)',
    '!?\\[(?<words>[^\\]]{0,500})\\]\\(\\s{0,9}<?(?<target>https?://[^\\s<>()]{1,2000}(?:\\([^\\s<>()]{0,200}\\)[^\\s<>()]{0,200}){0,9})>?(?:\\s{1,9}"[^"]{0,200}")?\\s{0,9}\\)',
    '<?(?<address>https?://[^\\s<>"\'`\\\\^{|}]{0,2000}[^\\s<>"\'`\\\\^{|}.,;:!?)\\]*_])>?',
    '(?<![*\\w])\\*\\*(?=\\S)(?<stars>[^*]{1,500}?)(?<=\\S)\\*\\*(?![*\\w])',
    '(?<![_\\w])__(?=\\S)(?<lines>[^_]{1,500}?)(?<=\\S)__(?![_\\w])',
    '(?<![*\\w])\\*(?=\\S)(?<star>[^*]{1,500}?)(?<=\\S)\\*(?![*\\w])',
    '(?<![_\\w])_(?=\\S)(?<line>[^_]{1,500}?)(?<=\\S)_(?![_\\w])',
  ].join('|'),
  'giu',
);

/** The constructs of a line are kept, what is around them shows as typed; so does code, which TextBlock does not know. */
function inline(text: string): string {
  let written = '';
  let end = 0;
  for (const match of text.matchAll(CONSTRUCT)) {
    written += escaped(text.slice(end, match.index)).replace(/!$/u, '\\!') + construct(match[0], match.groups ?? {});
    end = match.index + match[0].length;
  }
  return written + escaped(text.slice(end));
}

function construct(typed: string, { words, target, address, stars, lines, star, line }: Readonly<Record<string, string | undefined>>): string {
  if (target !== undefined) return safeLink(words ?? '', target) ?? escaped(typed);
  if (address !== undefined) return safeLink(address, address) ?? escaped(typed);
  const strong = stars ?? lines;
  if (strong !== undefined) return `**${escaped(strong)}**`;
  const soft = star ?? line;
  return soft === undefined ? escaped(typed) : `_${escaped(soft)}_`;
}

/** A link to the web that names its host after words of its own; `undefined` for any other address. */
export function safeLink(words: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, origin, username, password, pathname, search, hash } = new URL(address);
  if (!['http:', 'https:'].includes(protocol) || !/^[\w.-]+$/u.test(hostname) || username !== '' || password !== '') return undefined;
  const target = origin + `${pathname}${search}${hash}`.replace(/[()<>\\*_`[\]{}|~!']/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const shown = words.trim() === '' ? hostname : words.trim();
  return shown === address ? `[${escaped(address)}](${target})` : `[${escaped(shown)}](${target}) (${escaped(hostname)})`;
}

/** Text of many lines: items of a list stay together, other lines keep their break. */
export const joinedMarkdown = (lines: readonly string[]): string =>
  lines.reduce((text, line, at) => (at === 0 ? line : `${text}${isItem(lines[at - 1] ?? '') && isItem(line) ? '\n' : '\n\n'}${line}`), '').replace(/\n{3,}/gu, '\n\n').trim();

const isItem = (line: string): boolean => /^(?:- |\d+\. )/u.test(line);

/** As many lines as weigh at most `maxBytes`; a first line that is too long is cut, as typed. */
export function cutMarkdown(text: string, maxBytes: number): { readonly markdown: string; readonly isCut: boolean } {
  const begun = begunWithin(text, maxBytes);
  const kept: string[] = [];
  let room = maxBytes;
  for (const line of markdownLines(begun)) {
    room -= weightOf(`\n\n${line}`);
    if (room < 0) return { markdown: joinedMarkdown([...kept, ...(kept.length === 0 ? [cutLine(line, maxBytes)] : []), '…']), isCut: true };
    kept.push(line);
  }
  return begun === text ? { markdown: joinedMarkdown(kept), isCut: false } : { markdown: joinedMarkdown([...kept, '…']), isCut: true };
}

/** A plain beginning: a construct that the cut would open is shown as typed. */
const cutLine = (line: string, maxBytes: number): string => escapedStart(escaped(cutToWeight(unescaped(line), maxBytes / 3).replace(/…$/u, '')));

/** The whole text in parts that weigh at most `maxBytes` each. */
export function markdownPages(text: string, maxBytes: number): readonly string[] {
  const pages: string[][] = [[]];
  let room = maxBytes;
  for (const line of markdownLines(text).flatMap((one) => partsOf(one, maxBytes))) {
    const bytes = weightOf(`\n\n${line}`);
    if (bytes > room && pages.at(-1)?.length !== 0) {
      pages.push([]);
      room = maxBytes;
    }
    pages.at(-1)?.push(line);
    room -= bytes;
  }
  return pages.map(joinedMarkdown).filter((page, at) => page !== '' || at === 0);
}

/** A line too long for one page, in plain parts: constructs that a cut would open are shown as typed. */
function partsOf(line: string, maxBytes: number): readonly string[] {
  if (weightOf(`\n\n${line}`) <= maxBytes) return [line];
  const parts: string[] = [];
  for (let rest = unescaped(line); rest !== ''; ) {
    const part = withoutEllipsis(cutToWeight(rest, maxBytes / 3), rest);
    parts.push(escapedStart(escaped(part)));
    rest = rest.slice(part.length);
  }
  return parts;
}

/** At least one character, so that a text of one endless grapheme comes to an end. */
const withoutEllipsis = (cut: string, whole: string): string => (cut === whole ? cut : cut.slice(0, -1) || Array.from(whole).slice(0, 200).join(''));
