// Preloaded (node --import) into every child of local mode. A parent that was killed hard cannot stop its children, but the
// IPC channel to them closes with it. `?savesForMs=` gives a child that long to save first.
const savesForMs = Number(new URL(import.meta.url).searchParams.get('savesForMs') ?? '0');

process.once('disconnect', () => {
  if (savesForMs === 0) process.exit(0);
  process.emit('message', 'shutdown', undefined);
  setTimeout(() => process.exit(0), savesForMs).unref();
});
process.channel?.unref();
