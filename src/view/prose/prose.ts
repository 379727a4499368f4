/** A piece of a line: what was typed, and where it leads when it is an address. */
export interface Run {
  text: string;
  link?: string;
}
export type Block = { kind: 'paragraph'; lines: Run[][] } | { kind: 'list'; items: Run[][] };

const address = /https?:\/\/[^\s<>"]+/g;
/** What ends a sentence is not part of the address before it. */
const trailing = /[.,;:!?)\]]+$/;

function runsOf(line: string): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const found of line.matchAll(address)) {
    const link = found[0].replace(trailing, '');
    if (found.index > from) runs.push({ text: line.slice(from, found.index) });
    runs.push({ text: link, link });
    from = found.index + link.length;
  }
  if (from < line.length) runs.push({ text: line.slice(from) });
  return runs;
}

/**
 * Plain text as blocks: an empty line ends a paragraph, lines that begin with “- ” are a list, addresses are links.
 * Everything else is what was typed, so that nobody can put markup into a page.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line === '') {
      open = undefined;
      continue;
    }
    const item = /^[-*•]\s+(.*)$/.exec(line)?.[1];
    const kind = item === undefined ? 'paragraph' : 'list';
    if (open?.kind !== kind) {
      open = kind === 'list' ? { kind, items: [] } : { kind, lines: [] };
      blocks.push(open);
    }
    (open.kind === 'list' ? open.items : open.lines).push(runsOf(item ?? line));
  }
  return blocks;
}
