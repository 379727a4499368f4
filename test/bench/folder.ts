import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Where a run keeps its database: the folder that was named, made when it is not there yet, or one of its own.
 * `remove` takes away the latter only.
 */
export function runFolder(name: string, keep?: string): { folder: string; remove: () => void } {
  const folder = keep ? path.resolve(keep) : mkdtempSync(path.join(tmpdir(), `banyan-${name}-`));
  const made = !keep || mkdirSync(folder, { recursive: true }) !== undefined;
  if (made) chmodSync(folder, 0o711); // as root the server is another user
  return {
    folder,
    remove() {
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}
