import type Turndown from 'turndown';
import { readWebAddress } from '../domain/keys';
import { cleanText } from '../domain/text';

/** A message of Teams is far smaller; the library takes time that grows with the square of tags and of their depth, and whoever waits has five seconds. */
const MAX_HTML_UNITS = 60_000;
const MAX_TAGS = 2_000;
const MAX_DEPTH = 60;

/** The HTML of a message as Markdown that a person may read and change; where it is built too oddly for that, its words. */
export async function markdownOf(html: string): Promise<string> {
  const bounded = html.slice(0, MAX_HTML_UNITS);
  const markdown = isPlain(bounded) ? (await converter()).turndown(asPlainHtml(bounded)) : wordsOf(bounded);
  return cleanText(markdown).replaceAll('\u00A0', ' ').replace(/[ \t]+$/gmu, '').replace(/\n{3,}/gu, '\n\n').trim();
}

/** Few tags, and not deep within each other. */
function isPlain(html: string): boolean {
  let [tags, depth] = [0, 0];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9:]*)/giu)) {
    if (++tags > MAX_TAGS) return false;
    if (!VOID.has(name.toLowerCase())) depth += slash === '' ? 1 : -1;
    if (depth > MAX_DEPTH) return false;
  }
  return true;
}

const VOID: ReadonlySet<string> = new Set(['br', 'img', 'hr', 'wbr', 'input']);

/** Elements of Teams' own: code with its lines as breaks, and emoji that are empty but for what they are called. */
const asPlainHtml = (html: string): string => html
  .replace(/<codeblock\b[^>]*>(.*?)<\/codeblock>/gisu, (_all, code: string) => `<pre>${code.replace(/<br\s*\/?>/giu, '\n')}</pre>`)
  .replace(/<emoji\b[^>]*?\balt="([^"<>]*)"[^>]*>/giu, '$1');

/** As much of a DOM's node as is looked at; the library brings the DOM, not its types. */
interface HtmlNode {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly parentNode: HtmlNode | null;
  readonly children?: ArrayLike<HtmlNode>;
  readonly getAttribute?: (name: string) => string | null;
}

let made: Promise<Turndown> | undefined;
/** Loaded when first needed: it brings a DOM, and most days nobody needs it at the start. */
const converter = (): Promise<Turndown> => (made ??= makeConverter());

async function makeConverter(): Promise<Turndown> {
  const { default: Library } = await import('turndown');
  const library = new Library({ headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced', hr: '---' });
  library.escape = (text) => text; // people read and change it in the form; cards take care of what is typed themselves
  library.remove((node: HtmlNode) => DROPPED.has(node.nodeName.toLowerCase()));
  library.addRule('link', { filter: 'a', replacement: (words, node: HtmlNode) => linkOf(words, attributeOf(node, 'href')) });
  library.addRule('picture', { filter: 'img', replacement: (_words, node: HtmlNode) => pictureOf(node) });
  library.addRule('code', { filter: 'pre', replacement: (_words, node: HtmlNode) => fenced(node.textContent ?? '') });
  library.addRule('item', { filter: 'li', replacement: (words, node: HtmlNode) => itemOf(words, node) });
  return library;
}

const DROPPED: ReadonlySet<string> = new Set(['attachment', 'script', 'style', 'title', 'iframe', 'object', 'svg', 'template', 'noscript']);
const attributeOf = (node: HtmlNode, name: string): string => node.getAttribute?.(name) ?? '';

/** Only the web is linked to; brackets would end the link early. */
function linkOf(words: string, href: string): string {
  const address = readWebAddress(href);
  const shown = words.trim();
  if (address === undefined || shown === '') return words;
  const url = address.replaceAll('(', '%28').replaceAll(')', '%29');
  return shown === href || shown === address ? url : `[${shown.replace(/[[\]\n]+/gu, ' ').trim()}](${url})`;
}

/** Emoji may be pictures with their sign beside them. Other pictures need Teams' own sign-in: the link to the message leads there. */
function pictureOf(node: HtmlNode): string {
  const sign = attributeOf(node, 'alt');
  return /\p{Extended_Pictographic}/u.test(sign) ? sign : '(a picture, see the message)';
}

function fenced(code: string): string {
  const fence = code.includes('```') ? '````' : '```';
  return `\n\n${fence}\n${code.replace(/^\n+|\s+$/gu, '')}\n${fence}\n\n`;
}

function itemOf(words: string, node: HtmlNode): string {
  const list = node.parentNode;
  const mark = list?.nodeName === 'OL' ? `${Array.from(list.children ?? []).indexOf(node) + 1}. ` : '- ';
  return `${mark}${words.trim().replace(/\n{2,}/gu, '\n').replaceAll('\n', `\n${' '.repeat(mark.length)}`)}\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'", amp: '&' };

const wordsOf = (html: string): string => html
  .replace(/<(?:br|\/p|\/div|\/li|\/h\d|\/tr)\b[^<>]*>/giu, '\n')
  .replace(/<[^<>]*>/gu, '')
  .replace(/&(lt|gt|quot|nbsp|#39|amp);/gu, (_all, name: string) => ENTITIES[name] ?? '');
