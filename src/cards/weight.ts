import type { AdaptiveCard } from './adaptiveCard';

/**
 * What something weighs inside a card: its JSON in bytes, in UTF-8 or UTF-16, whichever is heavier. Older clients and
 * services count either way (facts, "Cards"); the sum of weights bounds both.
 */
export function weightOf(value: unknown): number {
  const json = JSON.stringify(value);
  return Math.max(json.length * 2, Buffer.byteLength(json));
}

/** The limit is 28 KB; the rest is room for what a client or the service adds. */
export const MAX_CARD_BYTES = 27_500;

const SHARES = [1, 0.6, 0.35, 0.2, 0.1, 0.03] as const;

/** The fullest card that fits: built again with a smaller share of its texts until it does. */
export function fitting(build: (share: number) => AdaptiveCard): AdaptiveCard {
  let card: AdaptiveCard = {};
  for (const share of SHARES) {
    card = build(share);
    if (weightOf(card) <= MAX_CARD_BYTES) return card;
  }
  return card;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The longest beginning that weighs at most `maxBytes`, cut between whole graphemes, with an ellipsis where cut. */
export function cutToWeight(text: string, maxBytes: number): string {
  if (weightOf(text) <= maxBytes) return text;
  const room = maxBytes - weightOf('…');
  let end = 0;
  let bytes = 0;
  for (const { index, segment } of graphemes.segment(begunWithin(text, maxBytes))) {
    bytes += weightWithin(segment);
    if (bytes > room) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

/** What a part of a text adds to it. Without its quotes, which weigh more in one counting than in the other. */
function weightWithin(part: string): number {
  const json = JSON.stringify(part);
  return Math.max((json.length - 2) * 2, Buffer.byteLength(json) - 2);
}

/** The text, or a beginning that is certainly heavier than what fits: no need to read on. A unit weighs two bytes or more. */
export const begunWithin = (text: string, maxBytes: number): string => (text.length <= BEGUN_FACTOR * maxBytes ? text : text.slice(0, BEGUN_FACTOR * maxBytes));

/** Room for what is taken out of a text before it is weighed. */
const BEGUN_FACTOR = 2;
