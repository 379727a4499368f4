import path from 'node:path';
import { Refusal } from './refusal.ts';

/** What the environment says, checked. */
export interface Environment {
  /** Absolute. */
  stateDir: string;
  databaseUrl: string | undefined;
  databaseAppUrl: string | undefined;
  databaseListenUrl: string | undefined;
  databaseReplicaUrl: string | undefined;
  host: string;
  port: number;
  /** Where people open the desk: scheme, host and port, without a path. */
  origin: string;
  /** Proxies in front whose word on the caller's address counts: addresses or ranges with commas, or `loopback`. */
  trustProxy: string | false;
}

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/**
 * Reads the settings (docs/administrator-guide.md lists them).
 *
 * @param suffix of the state folder when DATA_DIR does not name one, so that a demo never meets real data.
 * @throws Refusal with the variable and its remedy.
 */
export function readSettings(env: NodeJS.ProcessEnv, suffix = ''): Environment {
  const host = env.HOST || '127.0.0.1';
  const port = portOf(env.PORT || '8420');
  const origin = originOf(env.ORIGIN || `http://localhost:${port}`);
  const secure = origin.startsWith('https:');
  if (!secure && !loopback.has(new URL(origin).hostname))
    throw new Refusal(
      `ORIGIN is ${origin}: without TLS a password could be read on its way. Put a proxy with TLS in front and set ORIGIN=https://…`,
    );
  if (!secure && !loopback.has(host))
    throw new Refusal(
      `HOST is ${host}, which other machines can reach, and ORIGIN does not begin with https://. Set ORIGIN to the address of your proxy with TLS, or leave HOST at 127.0.0.1.`,
    );
  return {
    stateDir: path.resolve(env.DATA_DIR || `${process.getuid?.() === 0 ? '/var/lib/banyan' : '.data'}${suffix}`),
    databaseUrl: env.DATABASE_URL || undefined,
    databaseAppUrl: env.DATABASE_APP_URL || undefined,
    databaseListenUrl: env.DATABASE_LISTEN_URL || undefined,
    databaseReplicaUrl: env.DATABASE_REPLICA_URL || undefined,
    host,
    port,
    origin,
    trustProxy: env.TRUST_PROXY || false,
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new Refusal(`PORT must be a number from 0 to 65535, not ${text}.`);
  return port;
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, ''))
    throw new Refusal(`ORIGIN must look like https://banyan.example.org, without a path, not ${text}.`);
  return url.origin;
}
