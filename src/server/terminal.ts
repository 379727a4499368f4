import { stderr, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Refusal } from './refusal.ts';

export const say = (text = ''): void => void stdout.write(`${text}\n`);

/** Draws how far something is: a bar that moves on a terminal, a line at each quarter elsewhere. */
export function progress(what: string): (done: number, all: number) => void {
  let quarter = 0;
  return (done, all) => {
    const part = all === 0 ? 1 : done / all;
    if (stdout.isTTY) {
      const width = 32;
      const full = Math.round(part * width);
      stdout.write(
        `\r${what}  ${'█'.repeat(full)}${'░'.repeat(width - full)}  ${done} / ${all}${part >= 1 ? '\n' : ''}`,
      );
    } else if (Math.floor(part * 4) > quarter) {
      quarter = Math.floor(part * 4);
      say(`${what}: ${done} of ${all}`);
    }
  };
}

/** Asks for a secret without showing it. @throws Refusal where nobody can be asked. */
export async function askSecret(question: string, instead: string): Promise<string> {
  if (!stdin.isTTY) throw new Refusal(`There is nobody to ask here. ${instead}`);
  stderr.write(`${question} `);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reading = createInterface({ input: stdin, output: unseen, terminal: true });
  try {
    return await reading.question('');
  } finally {
    reading.close();
    stderr.write('\n');
  }
}

/** Columns of text, each as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at]!)).join('   ')}`.trimEnd()).join('\n');
}
