/** The thread of `openerBeside`: an entry of its own, for a thread is started from a file. */
import { parentPort } from 'node:worker_threads';
import { answer } from '../threads/index.ts';
import { openPacked } from './opener.ts';

answer(parentPort!, openPacked);
