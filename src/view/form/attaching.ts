/** A file on its way: how far it is, why it was not kept, and how to stop it or try again. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Attachment, type Field, mostFileBytes } from '../../kernel/form/index.ts';

/** Why a file was not kept; keys of the words under `form.file.`. */
export type FileReason = 'large' | 'type' | 'away' | 'absent' | 'failed' | 'cancelled';

/** What keeping a file rejects with. Anything else counts as `failed`. */
export class FileRefused extends Error {
  readonly reason: FileReason;
  constructor(reason: FileReason) {
    super(reason);
    this.name = 'FileRefused';
    this.reason = reason;
  }
}

/** Keeps a file for a field and answers how it is known. `progress` is told the share that was sent, 0 to 1. */
export type Attach = (
  file: File,
  about: { field: Field; signal: AbortSignal; progress: (share: number) => void },
) => Promise<Attachment>;

export type Sending =
  | { is: 'idle' | 'kept' }
  | { is: 'busy'; share: number }
  | { is: 'refused'; reason: FileReason; file: File };

export interface Attaching {
  sending: Sending;
  /** Answers whether it was kept. */
  send: (file: File) => Promise<boolean>;
  cancel: () => void;
  retry: () => void;
}

export function useAttaching(field: Field, attach: Attach | undefined, set: (value: unknown) => void): Attaching {
  const [sending, setSending] = useState<Sending>({ is: 'idle' });
  const stop = useRef<AbortController>(undefined);
  // By the time a file has arrived, other questions have been answered: the answer is put into what is typed by then.
  const latest = useRef(set);
  latest.current = set;
  useEffect(() => () => stop.current?.abort(), []);

  const send = async (file: File): Promise<boolean> => {
    if (!attach) return false;
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    setSending({ is: 'busy', share: 0 });
    try {
      const kept = await attach(file, {
        field,
        signal: mine.signal,
        progress: (share) => !mine.signal.aborted && setSending({ is: 'busy', share }),
      });
      if (mine.signal.aborted) return false;
      latest.current(kept);
      setSending({ is: 'kept' });
      return true;
    } catch (error) {
      if (stop.current !== mine) return false;
      const reason = mine.signal.aborted ? 'cancelled' : error instanceof FileRefused ? error.reason : 'failed';
      setSending({ is: 'refused', reason, file });
      return false;
    }
  };
  return {
    sending,
    send,
    cancel: () => stop.current?.abort(),
    retry: () => {
      if (sending.is === 'refused') void send(sending.file);
    },
  };
}

/** In the unit that people know: a megabyte is a million. */
export const mostMegabytes = Math.floor(mostFileBytes / 1_000_000);
