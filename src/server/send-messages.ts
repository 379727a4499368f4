import type { Ports } from '../core/index.ts';
import { sendDue } from '../core/messages/index.ts';

const every = 30_000;

/** Sends what is due, now and every half minute, one round at a time. Answers how to stop it, after the round under way. */
export function keepSending(ports: Ports): () => Promise<void> {
  if (!ports.gateway) return async () => {};
  let round = Promise.resolve();
  let busy = false;
  const send = () => {
    if (busy) return;
    busy = true;
    // While the database is away nothing is sent; the next round does it.
    round = sendDue(ports).then(
      () => undefined,
      () => undefined,
    );
    void round.then(() => {
      busy = false;
    });
  };
  send();
  const timer = setInterval(send, every);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await round;
  };
}
