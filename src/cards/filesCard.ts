import { sizeWords, type AttachedFile } from '../domain/files';
import { pageOf } from '../domain/lists';
import type { WorkRequest } from '../domain/workRequest';
import type { AdaptiveCard, CardContext } from './adaptiveCard';
import { linkOf, pressData, rowsOf, viewButton } from './buttons';
import type { ButtonData, EntryData, SectionData } from './cardData';
import { EMPTY_ENTRY, noted, section, titled } from './entries';
import { headerOf } from './header';
import { momentOf } from './moments';
import { render } from './render';
import { escaped } from './safeMarkdown';
import { boldRuns, nameOf, runsOf, typedLine } from './safeText';

/** A file with the address that hands it out for some minutes. */
export interface LinkedFile extends AttachedFile {
  readonly url: string;
}

/** An address with its signature is long, and is on the card as it is. */
export const FILES_A_PAGE = 5;

/** The files of one page, so that links are made for these alone. */
export const filesOnPage = (files: readonly AttachedFile[], page: number): ReturnType<typeof pageOf<AttachedFile>> => pageOf(files, page, FILES_A_PAGE);

export interface FilesView {
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly nonce: string;
}

const HOW_LONG = 'The links work for 15 minutes. Choose Files again for new ones.';
const NONE = 'There are no files yet. Drop or paste them into the 1:1 chat with this app.';

/** Everything that was attached to a request: name, size, who and when, each with a link to keep it. For its presser's eyes only. */
export function filesCard(request: WorkRequest, files: readonly LinkedFile[], view: FilesView, ctx: CardContext): AdaptiveCard {
  const { page, pages, nonce } = view;
  const paging = pages > 1 ? [`Page ${page + 1} of ${pages}.`] : [];
  return render('request', {
    ...headerOf(request, ctx, view.total === 0 ? NONE : [...paging, HOW_LONG].join(' ')),
    lead: [],
    facts: [],
    sections: view.total === 0 ? [] : [filesSection(files)],
    fields: [],
    buttonRows: rowsOf([pageButtons(request, page, pages, nonce)], linkOf(request, ctx)),
  });
}

const filesSection = (files: readonly LinkedFile[]): SectionData => section('Files', files.map(fileEntry));

const NAME_BYTES = 400;
const LABEL_BYTES = 200;

function fileEntry({ name, bytes, by, at, url }: LinkedFile): EntryData {
  return {
    ...EMPTY_ENTRY,
    ...titled(boldRuns(typedLine(name, NAME_BYTES) || '–')),
    ...noted(momentOf(at)),
    lines: [{ runs: runsOf(`${sizeWords(bytes)}, attached by ${nameOf(by)}`), spacing: 'None' }],
    hasMarkdown: true,
    markdown: `[Download ${escaped(typedLine(name, LABEL_BYTES))}](${safeAddress(url)})`,
  };
}

/** Our own address; what would end a link in Markdown is none of its characters. */
const safeAddress = (url: string): string => url.replace(/[()<>\s\\]/gu, (sign) => encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'));

function pageButtons(request: WorkRequest, page: number, pages: number, nonce: string): readonly ButtonData[] {
  const data = pressData(request, nonce);
  const turn = (title: string, to: number): ButtonData => viewButton(title, 'showFiles', { ...data, page: to });
  return [
    ...(page + 1 < pages ? [turn('Next', page + 1)] : []),
    page > 0 ? turn('Back', page - 1) : viewButton('Back', 'myActions', data),
    ...(page > 0 ? [viewButton('My actions', 'myActions', data)] : []),
  ];
}

