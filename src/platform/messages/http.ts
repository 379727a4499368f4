import type { Gateway, Handed } from '../../core/ports.ts';
import { Inbound, type InboundOptions } from './inbound.ts';

export interface HttpOptions {
  /** With TLS, or on one's own machine. */
  url: string;
  format: 'json' | 'form';
  header?: { name: string; value: string } | undefined;
  /** What the gateway calls these. */
  fields: { to: string; text: string; id: string };
  /** Sent with each message: a sender, a route. */
  fixed: Readonly<Record<string, string>>;
  /** Milliseconds for an answer. */
  patience?: number;
  inbound: InboundOptions;
}

/** Faults before a request could have been read by anybody. */
const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
/** The gateway turned it away at its door: a wrong secret, a wrong address, too much at once. */
const notTaken = new Set([401, 403, 404, 407, 429, 503]);

/** Any gateway that takes a message as one POST, as JSON or as a form. */
export class HttpGateway extends Inbound implements Gateway {
  readonly name: string;
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    super(options.inbound);
    this.#options = options;
    this.name = new URL(options.url).host;
  }

  async send({ id, to, text }: { id: string; to: string; text: string }): Promise<Handed> {
    const { url, format, header, fields, fixed, patience = 20_000 } = this.#options;
    const body = { ...fixed, [fields.to]: to, [fields.text]: text, [fields.id]: id };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
          ...(header && { [header.name]: header.value }),
        },
        body: format === 'json' ? JSON.stringify(body) : new URLSearchParams(body).toString(),
        // A number is sent to nobody but the one who was named.
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      });
      await response.body?.cancel();
      if (response.ok) return 'accepted';
      if (notTaken.has(response.status)) return 'later';
      return response.status >= 400 && response.status < 500 && response.status !== 408 ? 'refused' : 'unknown';
    } catch (error) {
      const code = ((error as Error).cause as { code?: string } | undefined)?.code ?? '';
      return neverReached.has(code) ? 'later' : 'unknown';
    }
  }
}
