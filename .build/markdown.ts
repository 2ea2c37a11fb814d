/** A table in Markdown; `|` in a cell would begin another one. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: string): string => `\`${text}\``;

/** A page that the code writes: says so, so that nobody mends it by hand. */
export const writtenPage = (title: string, source: string, parts: readonly string[]): string =>
  `${[`# ${title}`, `Written by ${code('npm run docs')} from ${code(source)}: change it there.`, ...parts].join('\n\n')}\n`;
