import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Gateway } from '../core/ports.ts';
import { FileGateway, HttpGateway } from '../platform/messages/index.ts';
import { Refusal } from './refusal.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The gateway for short messages that the environment names, or none (docs/administrator-guide.md lists the settings).
 *
 * @throws Refusal with the variable and its remedy.
 */
export function readGateway(env: NodeJS.ProcessEnv): Gateway | undefined {
  const named = env.SMS_GATEWAY;
  if (!named) return undefined;
  const inbound = {
    secret: secretIn(env.SMS_INBOUND_SECRET_FILE, 'SMS_INBOUND_SECRET_FILE'),
    fields: fieldsOf(env.SMS_INBOUND_FIELDS, 'SMS_INBOUND_FIELDS', {
      ...{ from: 'from', text: 'text', id: 'id', state: 'status', delivered: 'delivered' },
    }),
  };
  if (named.startsWith('file:')) {
    const file = named.slice('file:'.length);
    if (!path.isAbsolute(file))
      throw new Refusal(`SMS_GATEWAY is ${named}: name a whole path, such as file:/tmp/sent.jsonl.`);
    return new FileGateway(file, inbound);
  }
  const url = URL.canParse(named) ? new URL(named) : undefined;
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname))))
    throw new Refusal(
      `SMS_GATEWAY must begin with https:// (http:// only on this machine) or file:, not ${url?.protocol ?? 'this'}. Numbers would be read on their way.`,
    );
  if (url.username || url.password)
    throw new Refusal('SMS_GATEWAY holds a password. Put it into a file and name that in SMS_GATEWAY_SECRET_FILE.');
  const format = env.SMS_GATEWAY_FORMAT || 'json';
  if (format !== 'json' && format !== 'form')
    throw new Refusal(`SMS_GATEWAY_FORMAT must be json or form, not ${format}.`);
  const secret = secretIn(env.SMS_GATEWAY_SECRET_FILE, 'SMS_GATEWAY_SECRET_FILE');
  const header = env.SMS_GATEWAY_HEADER || 'authorization';
  if (!/^[A-Za-z0-9-]+$/.test(header))
    throw new Refusal(`SMS_GATEWAY_HEADER must be the name of a header, not ${header}.`);
  return new HttpGateway({
    url: named,
    format,
    header: secret === undefined ? undefined : { name: header, value: secret },
    fields: fieldsOf(env.SMS_GATEWAY_FIELDS, 'SMS_GATEWAY_FIELDS', { to: 'to', text: 'text', id: 'id' }),
    fixed: Object.fromEntries(new URLSearchParams(env.SMS_GATEWAY_FIXED ?? '')),
    inbound,
  });
}

/** A secret stands in a file, never in the environment: that is shown by too many tools. */
function secretIn(file: string | undefined, variable: string): string | undefined {
  if (!file) return undefined;
  let secret: string;
  try {
    secret = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Refusal(`${variable} names ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (secret === '' || /[\r\n]/.test(secret)) throw new Refusal(`${variable} names ${file}, which must hold one line.`);
  return secret;
}

/** `to=recipient&text=message`: what the gateway calls what we call so. */
function fieldsOf<T extends Record<string, string>>(said: string | undefined, variable: string, usual: T): T {
  const given = Object.fromEntries(new URLSearchParams(said ?? ''));
  const strange = Object.keys(given).find((name) => !Object.hasOwn(usual, name));
  if (strange !== undefined)
    throw new Refusal(
      `${variable} names ${strange}; it may name ${Object.keys(usual).join(', ')}, as in to=recipient.`,
    );
  return { ...usual, ...given };
}
