/** The thread of `sealBeside`: an entry of its own, for a thread is started from a file. */
import { parentPort, workerData } from 'node:worker_threads';
import { NodeVault } from '../platform/keys/index.ts';
import { answer } from '../platform/threads/index.ts';
import { type SealerKnows, sealHere } from './province/sealer.ts';

const { root, knows } = workerData as { root: Uint8Array; knows: SealerKnows };
const sealer = sealHere(new NodeVault(Buffer.from(root)), knows);
answer(parentPort!, sealer.seal);
