import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of processor time, as the kernel counts them, in ticks of ten. */
const tick = 10;

/** Fields of /proc/<pid>/stat behind the command's name, which may hold blanks. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
const sum = (fields: string[], from: number, to: number): number =>
  fields.slice(from, to).reduce((total, field) => total + Number(field), 0) * tick;

/** Processor time of one process with all its threads. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return fields ? sum(fields, 11, 13) : 0;
}

export const parentOf = (pid: number): number => Number(statOf(pid)?.[1]);

/** Processor time of PostgreSQL: its first process, those that it started, and those of them that have ended. */
export function cpuOfFamily(parent: number): number {
  const fields = statOf(parent);
  if (!fields) return 0;
  let total = sum(fields, 11, 15);
  for (const name of readdirSync('/proc')) {
    const child = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (child && Number(child[1]) === parent) total += sum(child, 11, 13);
  }
  return total;
}
