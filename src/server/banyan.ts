import { parseArgs } from 'node:util';
import { KeyRefusal } from '../platform/keys/index.ts';
import { PostgresRefusal } from '../platform/postgres/index.ts';
import { backUp, bringBack, verify } from './commands/keep.ts';
import { demoSeed, seed, serve } from './commands/serve.ts';
import { Refusal } from './refusal.ts';
import { say } from './terminal.ts';

const help = `banyan <command>

  start                     serve; the first visit to an empty database makes the administrator
  demo                      serve a fictional province; its passwords are public
  seed --people N           load the province in another size, for demo to serve; --seed TEXT for another province
  backup FILE [--to KEY …]  one encrypted file; to age recipients (age1…), or to a passphrase that it asks for
  restore FILE [--key FILE] read a backup into an empty database; with an age identity file, or the passphrase
  verify                    walk the journal and name the first row that is not as it was written

Settings are environment variables: docs/administrator-guide.md lists them. A backup or restore of a demo needs DATA_DIR.`;

const commands: Record<string, (args: string[]) => Promise<void>> = {
  async start(args) {
    expectNothing(args);
    await serve({ demo: false });
  },
  async demo(args) {
    expectNothing(args);
    await serve({ demo: true });
  },
  async seed(args) {
    const { values } = parse({ args, options: { people: { type: 'string' }, seed: { type: 'string' } } });
    const people = Number(values.people);
    if (!Number.isInteger(people) || people < 1 || people > 5_000_000)
      throw new Refusal('Say how many people: banyan seed --people 1000');
    await seed(people, values.seed ?? demoSeed);
  },
  async backup(args) {
    const { values, positionals } = parse({
      args,
      allowPositionals: true,
      options: { to: { type: 'string', multiple: true } },
    });
    await backUp({ file: oneFile(positionals), recipients: values.to ?? [] });
  },
  async restore(args) {
    const { values, positionals } = parse({ args, allowPositionals: true, options: { key: { type: 'string' } } });
    await bringBack(oneFile(positionals), values.key);
  },
  async verify(args) {
    expectNothing(args);
    if (!(await verify())) process.exitCode = 1;
  },
  help: async () => say(help),
};

const parse = ((config: Parameters<typeof parseArgs>[0]) => {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${help}`);
  }
}) as typeof parseArgs;

function expectNothing(args: string[]): void {
  parse({ args, options: {} });
}

function oneFile(positionals: string[]): string {
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Refusal(`Name one file.\n\n${help}`);
  return file;
}

/** A file or folder that the person at the console named, or must mend. */
function fileTrouble(error: unknown): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  return code && path
    ? `Banyan cannot use ${path} (${code}). Check that it is there, that this user may read and write it, and that the disk has room.`
    : undefined;
}

const [name = 'help', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
try {
  if (!command) throw new Refusal(`There is no command ${name}.\n\n${help}`);
  await command(args);
  process.exit();
} catch (error) {
  const known = error instanceof Refusal || error instanceof PostgresRefusal || error instanceof KeyRefusal;
  console.error(known ? error.message : (fileTrouble(error) ?? error));
  process.exit(1);
}
