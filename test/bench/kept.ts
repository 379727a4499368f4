import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Cell, timesPlain } from './report.ts';

/** What each kind of request costs, in times the plain program's processor time, by the size of the province. */
type Costs = Record<string, number>;
type Kept = Record<string, Costs>;

/** What may become dearer without anybody saying so. */
const allowed = 1.2;

/** At one number of connections: processor time is the steadiest figure, and the least so where requests wait for one another. */
export const costsOf = (cells: readonly Cell[], connections: number): Costs =>
  Object.fromEntries(
    cells
      .filter((cell) => cell.connections === connections)
      .map((cell) => [cell.task, Number(timesPlain(cell).toFixed(2))]),
  );

/** What has become dearer by more than a fifth since it was kept, a line each; what was never kept has nothing to be dearer than. */
export function dearer(costs: Costs, before: Costs): string[] {
  return Object.entries(costs).flatMap(([task, now]) => {
    const then = before[task];
    return then !== undefined && now > then * allowed
      ? [`${task} takes ${now} times the processor time of the plain program; it took ${then}.`]
      : [];
  });
}

export const readKept = (file: string, people: number): Costs => kept(file)[people] ?? {};

/** Keeps these beside those of other requests and other sizes. */
export function writeKept(file: string, people: number, costs: Costs): void {
  const all = kept(file);
  all[people] = { ...all[people], ...costs };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

const kept = (file: string): Kept => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : {});
