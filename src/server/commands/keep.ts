import { createReadStream, existsSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { publicHalf, verifyJournal } from '../../core/journal/index.ts';
import { journalKey, keyFiles } from '../../platform/keys/index.ts';
import {
  backup,
  Erasures,
  migrate,
  type OpenedWith,
  type Postgres,
  restore,
  type SealedTo,
} from '../../platform/postgres/index.ts';
import { PostgresStore } from '../../platform/store/index.ts';
import { keptCheckpoints, setAside } from '../checkpoints.ts';
import { openPostgres } from '../database.ts';
import { migrations } from '../house.ts';
import { Refusal } from '../refusal.ts';
import { type Environment, readSettings } from '../settings.ts';
import { askSecret, say } from '../terminal.ts';

export interface BackupTo {
  file: string;
  /** age recipients; none for a passphrase. */
  recipients: string[];
}

/** One encrypted file of every table and the key files, taken while people work. It appears whole or not at all. */
export async function backUp({ file, recipients }: BackupTo): Promise<void> {
  if (existsSync(file)) throw new Refusal(`${file} is there already. Name another file: a backup overwrites nothing.`);
  const sealedTo: SealedTo = recipients.length > 0 ? { recipients } : { passphrase: await newPassphrase() };
  await withPostgres(async (postgres, { stateDir }) => {
    const missing = keyFiles.map((name) => path.join(stateDir, name)).find((key) => !existsSync(key));
    if (missing)
      throw new Refusal(`${missing} is missing: a backup without it could not be read. Put it back, or set DATA_DIR.`);
    const draft = `${file}.part`;
    // A folder that is not there or not ours says so here, before the work.
    const written = await open(draft, 'wx', 0o600);
    try {
      const summary = await backup({
        source: postgres.backupConfig,
        extraFiles: keyFiles.map((name) => ({ path: path.join(stateDir, name), name })),
        sealedTo,
        out: written.createWriteStream().on('error', () => {}),
      });
      await sync(draft);
      await rename(draft, file);
      await sync(path.dirname(path.resolve(file)));
      // Beside it, for a restore of this one or an older one, on whatever machine.
      await new Erasures(path.dirname(path.resolve(file))).join(new Erasures(stateDir));
      const rows = summary.tables.reduce((sum, table) => sum + table.rows, 0);
      say(`${file}: ${rows} rows of ${summary.tables.length} tables and the keys, as of ${summary.takenAt}.`);
    } catch (error) {
      await written.close().catch(() => {});
      await rm(draft, { force: true });
      throw error;
    }
  });
}

/** Reads a backup into an empty database and its keys into the state folder. */
export async function bringBack(file: string, identityFile: string | undefined): Promise<void> {
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  const openedWith: OpenedWith = identityFile
    ? { identities: identitiesIn(await readFile(identityFile, 'utf8')) }
    : { passphrase: process.env.BANYAN_PASSPHRASE ?? (await askSecret('Passphrase of the backup:', askInstead)) };
  await withPostgres(async (postgres, { stateDir }) => {
    const erasures = new Erasures(stateDir);
    await erasures.join(new Erasures(path.dirname(path.resolve(file))));
    const summary = await restore({
      from: createReadStream(file),
      openedWith,
      owner: postgres.ownerConfig,
      migrations,
      filesTo: stateDir,
      afterRestore: (client) => erasures.replay(client),
    });
    const { from, to } = setAside(stateDir, new Date());
    if (existsSync(from)) await rename(from, to);
    const rows = summary.tables.reduce((sum, table) => sum + table.rows, 0);
    say(`Restored ${rows} rows of ${summary.tables.length} tables as of ${summary.takenAt}, and the keys.`);
  });
}

/** Walks the whole journal. Answers whether it is as it was written. */
export async function verify(): Promise<boolean> {
  return withPostgres(async (postgres, { stateDir }) => {
    await migrate(postgres.ownerConfig, migrations);
    const store = new PostgresStore({ app: postgres.appConfig, connections: 1 });
    try {
      const kept = await keptCheckpoints(stateDir);
      const key = publicHalf(journalKey(stateDir));
      const { rows, checkpoints, lastCheckpoint, broken } = await store.read('system', (db) =>
        verifyJournal(db, key, kept),
      );
      say(`${rows} rows, ${checkpoints} signed checkpoints, the last ${lastCheckpoint?.toISOString() ?? 'never'}.`);
      if (!broken) {
        say('The journal is whole: every row is as it was written, and none is missing.');
        return true;
      }
      const where = [
        `chain ${broken.shard}`,
        ...(broken.seq ? [`number ${broken.seq}`] : []),
        ...(broken.id ? [broken.id] : []),
      ].join(', ');
      say(`The journal is broken (${broken.what}) at ${where}.`);
      return false;
    } finally {
      await store.close();
    }
  });
}

const askInstead = 'Set BANYAN_PASSPHRASE, or use an age key.';

async function newPassphrase(): Promise<string> {
  const given = process.env.BANYAN_PASSPHRASE;
  const passphrase = given ?? (await askSecret('A passphrase for the backup:', askInstead));
  if (passphrase.length < 12)
    throw new Refusal('The passphrase needs at least 12 characters: the file holds every key.');
  if (given === undefined && (await askSecret('Once more:', askInstead)) !== passphrase)
    throw new Refusal('The two were not the same. Nothing was written.');
  return passphrase;
}

const identitiesIn = (text: string): string[] =>
  text.split('\n').flatMap((line) => (line.trim().startsWith('AGE-SECRET-KEY-') ? [line.trim()] : []));

async function withPostgres<T>(work: (postgres: Postgres, settings: Environment) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  const postgres = await openPostgres(settings);
  try {
    return await work(postgres, settings);
  } finally {
    await postgres.stop();
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  await handle.sync().finally(() => handle.close());
}
