import { attachCard, filesCard, ownCard, type AdaptiveCard, type CardContext, type LinkedFile } from '../src/cards';
import type { WorkRequest } from '../src/domain/workRequest';

const AT = '2026-01-06T10:15:00.000Z';
const linked = (name: string, bytes: number, by: string, at: string): LinkedFile =>
  ({ id: name, name, bytes, type: 'application/octet-stream', by: { id: by, name: by }, at, url: `https://platformrequests.blob.core.windows.net/files/PLAT-128/${encodeURIComponent(name)}?se=2026-01-06T10%3A30%3A00Z&sig=sample` });

/** What becomes of dropped and pasted files: to which request they go, and how they are handed out. */
export function fileSamples([request, other]: readonly [WorkRequest, WorkRequest], ctx: CardContext): Readonly<Record<string, AdaptiveCard>> {
  const withFiles = { ...request, fileCount: 2 };
  const files = [linked('redis-node-1.log', 3_402_000, 'Ana Ruiz', AT), linked('screenshot.png', 184_320, 'Eve Moss', '2026-01-06T11:02:00.000Z')];
  return {
    'files': filesCard(withFiles, files, { page: 0, pages: 1, total: 2, nonce: 'nonce-1' }, ctx),
    'files-choose': attachCard({ files: ['redis-node-1.log (3.2 MB)', 'screenshot.png (180 KB)'], requests: [request, other], hasMore: false, nonce: 'nonce-1' }),
    'own-with-files': ownCard(withFiles, { id: 'entra-eve', name: 'Eve Moss', roles: ['engineer'] }, ctx, { nonce: 'nonce-1' }),
  };
}
