/**
 * What version 1.5 of Adaptive Cards knows: each element with the properties of its own, after the published schema
 * (adaptivecards.io/schemas/adaptive-card.json), and the few that Teams adds. A star marks what must be there.
 */
const KNOWN_AS_TEXT: Readonly<Record<string, string>> = {
  'AdaptiveCard': 'version refresh authentication body actions selectAction fallbackText backgroundImage minHeight rtl speak lang verticalContentAlignment $schema msteams',
  'Action.Execute': 'verb data associatedInputs',
  'Action.OpenUrl': 'url*',
  'Action.ShowCard': 'card*',
  'Action.Submit': 'data associatedInputs',
  'Action.ToggleVisibility': 'targetElements*',
  'ActionSet': 'actions*',
  'Column': 'items backgroundImage bleed minHeight rtl selectAction style verticalContentAlignment width',
  'ColumnSet': 'columns selectAction style bleed minHeight horizontalAlignment',
  'Container': 'items* selectAction style verticalContentAlignment bleed backgroundImage minHeight rtl',
  'FactSet': 'facts*',
  'Image': 'url* altText* backgroundColor horizontalAlignment selectAction size style width',
  'ImageSet': 'images* imageSize',
  'Input.ChoiceSet': 'choices isMultiSelect style value placeholder wrap choices.data',
  'Input.Date': 'max min placeholder value',
  'Input.Number': 'max min placeholder value',
  'Input.Text': 'isMultiline maxLength placeholder regex style inlineAction value',
  'Input.Time': 'max min placeholder value',
  'Input.Toggle': 'title* value valueOff valueOn wrap',
  'Media': 'sources* poster altText',
  'RichTextBlock': 'inlines* horizontalAlignment',
  'Table': 'columns rows firstRowAsHeader showGridLines gridStyle horizontalCellContentAlignment verticalCellContentAlignment',
  'TableCell': 'items* selectAction style verticalContentAlignment bleed backgroundImage minHeight rtl',
  'TableRow': 'cells style horizontalCellContentAlignment verticalCellContentAlignment',
  'TextBlock': 'text* color fontType horizontalAlignment isSubtle maxLines size weight wrap style',
  'TextRun': 'text* color fontType highlight isSubtle italic selectAction size strikethrough underline weight',
};
const OF_ELEMENTS = 'fallback height separator spacing id isVisible requires';
const OF_INPUTS = `${OF_ELEMENTS} id* label* errorMessage isRequired`;
const OF_ACTIONS = 'title* iconUrl id style fallback tooltip isEnabled mode requires';

export type KnownElement = { readonly allowed: ReadonlySet<string>; readonly needed: readonly string[] };

/** By type; absent what a 1.5 client does not know and shows the fallback of. */
export const KNOWN_ELEMENTS: ReadonlyMap<string, KnownElement> = new Map(
  Object.entries(KNOWN_AS_TEXT).map(([type, own]) => [type, knownElement(`type ${own} ${commonTo(type)}`)]));

function commonTo(type: string): string {
  if (type.startsWith('Action.')) return OF_ACTIONS;
  if (type.startsWith('Input.')) return OF_INPUTS;
  return type === 'AdaptiveCard' || type === 'TextRun' ? '' : OF_ELEMENTS;
}

function knownElement(words: string): KnownElement {
  const names = words.split(' ').filter(Boolean);
  return {
    allowed: new Set(names.map((name) => name.replace('*', ''))),
    needed: names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1)),
  };
}

/** The words that a property may have, where the schema lists them; any case. */
export const KNOWN_WORDS: Readonly<Record<string, string>> = {
  color: 'default dark light accent good warning attention',
  size: 'default small medium large extraLarge auto stretch',
  weight: 'default lighter bolder',
  fontType: 'default monospace',
  spacing: 'default none small medium large extraLarge padding',
  horizontalAlignment: 'left center right',
  verticalContentAlignment: 'top center bottom',
  mode: 'primary secondary',
  associatedInputs: 'auto none',
};
const WORDS_OF_STYLE: Readonly<Record<string, string>> = {
  'TextBlock': 'default heading columnHeader',
  'Input.ChoiceSet': 'compact expanded filtered',
  'Input.Text': 'text tel url email password',
  'Image': 'default person',
};

export function wordsFor(type: string, property: string): readonly string[] | undefined {
  if (property !== 'style') return KNOWN_WORDS[property]?.split(' ');
  if (type.startsWith('Action.')) return ['default', 'positive', 'destructive'];
  return (WORDS_OF_STYLE[type] ?? 'default emphasis good attention warning accent').split(' ');
}
