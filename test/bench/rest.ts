/**
 * How long a start takes and how much memory a house at rest holds: `node scripts/run.mjs rest [--data FOLDER] [--rounds N]`.
 * FOLDER is a state folder filled by `banyan seed`; without it a province of 20,000 people is made. Each round starts
 * `npm run demo` (the same way as `npm start`) with PostgreSQL stopped, asks for the desk until it answers, works a
 * little, waits, and looks at the memory of Node's process.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { demoAccounts, demoPassword } from '../../src/server/province/index.ts';
import { banyan, callAt, freePort } from '../banyan.ts';
import { runFolder } from './folder.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    idle: { type: 'string', default: '20' },
  },
});
/** Bundled, this lies two folders below the root as well. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const made = values.data ? undefined : runFolder('rest');
const dataDir = values.data ? path.resolve(values.data) : path.join(made!.folder, 'state');
const program = path.join(root, 'dist/server/banyan.js');
if (made) {
  const { code, err } = await banyan({ program, env: { DATA_DIR: dataDir } }, 'seed', '--people', '20000');
  if (code !== 0) throw new Error(err);
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const megabytes = (pid: number, what: 'Rss' | 'Pss'): number =>
  Number(new RegExp(`^${what}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;

/** The process that serves: the one of this group whose command line runs a script of ours. */
function serving(group: number): number {
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const parts = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ');
      const title = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      if (
        Number(parts[2]) === group &&
        title.some((one) => /(scripts\/run\.mjs|banyan\.js)$/.test(one)) &&
        /node$/.test(title[0]!)
      )
        return Number(name);
    } catch {}
  }
  throw new Error('Nobody serves.');
}

async function once(command: string, ...args: string[]) {
  const port = String(await freePort());
  const began = performance.now();
  const child = spawn(command, args, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: port },
    stdio: 'ignore',
    detached: true,
  });
  const origin = `http://127.0.0.1:${port}`;
  while ((await fetch(`${origin}/desk`).catch(() => undefined))?.status !== 200) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}.`);
    await wait(5);
  }
  const start = performance.now() - began;
  const pid = serving(child.pid!);
  const fresh = megabytes(pid, 'Rss');
  for (const { login } of demoAccounts) {
    const { cookie } = await callAt(origin, 'session.signIn', { login, password: demoPassword });
    for (let n = 0; n < 10; n++)
      for (const name of ['session.me', 'case.list', 'enquiry.list'])
        await callAt(origin, name, {}, { cookie: cookie! });
  }
  await wait(Number(values.idle) * 1_000);
  const [rss, pss] = [megabytes(pid, 'Rss'), megabytes(pid, 'Pss')];
  process.kill(pid, 'SIGTERM');
  await new Promise((resolve) => child.once('close', resolve));
  return { start, fresh, rss, pss };
}

const median = (list: number[]): number => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
const rounds = Number(values.rounds);
const ways: [title: string, ...command: [string, ...string[]]][] = [
  ['npm', 'npm', 'run', '-s', 'demo'],
  ['node dist/server/banyan.js', process.execPath, program, 'demo'],
];
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.versions.node}; medians of ${rounds}\n`,
);
console.log(
  '| started by | first answer, ms (least) | MB at the first answer | MB at rest after work | of it its own share |',
);
console.log('|---|---|---|---|---|');
for (const [title, command, ...args] of ways) {
  const seen: Awaited<ReturnType<typeof once>>[] = [];
  for (let round = 0; round < rounds; round++) seen.push(await once(command, ...args));
  const of = (key: keyof (typeof seen)[number]) => median(seen.map((one) => one[key]));
  const least = Math.min(...seen.map(({ start }) => start));
  console.log(
    `| ${title} | ${of('start').toFixed(0)} (${least.toFixed(0)}) | ${of('fresh').toFixed(0)} | ${of('rss').toFixed(0)} | ${of('pss').toFixed(0)} |`,
  );
}
made?.remove();
process.exit();
