import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { Thread } from './index.ts';

const echo = `const { parentPort, threadId } = require('node:worker_threads');
  parentPort.on('message', (asked) => {
    if (asked === 'die') process.exit();
    parentPort.postMessage(asked === 'fail' ? { failed: 'as asked' } : { made: [asked, threadId] });
  });`;
let thread: Thread<unknown, [unknown, number]>;
const threadOf = (patience?: number) => {
  thread = new Thread(() => new Worker(echo, { eval: true }), patience);
  return thread;
};
afterEach(() => thread.close());

it('answers in order, and what fails or cannot be sent takes nobody else’s answer', async () => {
  const one = threadOf();
  const all = await Promise.allSettled([one.ask(1), one.ask('fail'), one.ask(() => {}), one.ask(2)]);
  expect(all.map((answer) => (answer.status === 'fulfilled' ? answer.value[0] : answer.reason.name))).toEqual([
    1,
    'Error',
    'DataCloneError',
    2,
  ]);
});

it('tells all who wait when it ends, and starts another for the next', async () => {
  const one = threadOf();
  const [, first] = await one.ask('one');
  const all = await Promise.allSettled([one.ask('die'), one.ask('two')]);
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const [, second] = await one.ask('three');
  expect(second).not.toBe(first);
});

it('ends when it has rested, and starts another for the next', async () => {
  const one = threadOf(1);
  const [, first] = await one.ask('one');
  await expect.poll(async () => (await one.ask('again'))[1], { interval: 50 }).not.toBe(first);
});
