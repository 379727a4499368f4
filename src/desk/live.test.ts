import { expect, it } from 'vitest';
import { createLive, type Surroundings } from './live.ts';

/** A network whose streams and clock the test drives. */
function surroundings() {
  const streams: { address: string; closed: boolean; on: Parameters<Surroundings['open']>[1] }[] = [];
  let now = 0;
  let timers: { at: number; what: () => void }[] = [];
  let changes = 0;
  const live = createLive(
    {
      open(address, on) {
        const stream = { address, closed: false, on };
        streams.push(stream);
        return () => {
          stream.closed = true;
        };
      },
      later(milliseconds, what) {
        const timer = { at: now + milliseconds, what };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
      chance: () => 1,
    },
    () => changes++,
  );
  return {
    live,
    streams,
    open: () => streams.filter(({ closed }) => !closed).map(({ address }) => address),
    last: () => streams.at(-1)!.on,
    asked: () => changes,
    pass(milliseconds: number) {
      const until = now + milliseconds;
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = next.at;
        next.what();
      }
      now = until;
    },
  };
}

it('keeps one stream, for what the page wants, while the desk is seen', () => {
  const { live, open, streams } = surroundings();
  live.want('reach');
  expect(open()).toEqual([]);
  live.awake(true);
  expect(open()).toEqual(['/api/live']);
  live.want('reach');
  expect(streams).toHaveLength(1);
  live.want({ caseId: 'a b' });
  expect(open()).toEqual(['/api/live?about=a%20b']);
  live.awake(false);
  expect(open()).toEqual([]);
  live.awake(true);
  live.want(undefined);
  expect(open()).toEqual([]);
});

it('asks once soon after a word, and then not again for a while however many words come', () => {
  const { live, last, asked, pass } = surroundings();
  live.want('reach');
  live.awake(true);
  last().opened();
  for (let n = 0; n < 10; n++) last().word('reach');
  expect(asked()).toBe(0);
  pass(1_000);
  expect(asked()).toBe(1);
  last().word('reach');
  last().word('reach');
  pass(29_000);
  expect(asked()).toBe(1);
  pass(2_000);
  expect(asked()).toBe(2);
  pass(120_000);
  expect(asked()).toBe(2);
});

it('heeds the word that the page wants and no other', () => {
  const { live, last, asked, pass } = surroundings();
  live.want({ caseId: 'a' });
  live.awake(true);
  last().opened();
  last().word('reach');
  last().word('something');
  pass(60_000);
  expect(asked()).toBe(0);
  last().word('record');
  pass(300);
  expect(asked()).toBe(1);
});

it('a page that comes next has asked by itself: no word of before reaches it', () => {
  const { live, last, asked, pass } = surroundings();
  live.want('reach');
  live.awake(true);
  last().opened();
  last().word('reach');
  live.want({ caseId: 'a' });
  last().opened();
  pass(60_000);
  expect(asked()).toBe(0);
});

it('connects again after longer and longer pauses, and then asks for what it may have missed', () => {
  const { live, open, last, streams, asked, pass } = surroundings();
  live.want('reach');
  live.awake(true);
  last().opened();
  for (const pause of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
    const before = streams.length;
    last().failed();
    expect(open()).toEqual([]);
    pass(pause - 1);
    expect(streams).toHaveLength(before);
    pass(1);
    expect(streams).toHaveLength(before + 1);
  }
  expect(asked()).toBe(0);
  last().opened();
  pass(1_000);
  expect(asked()).toBe(1);
  // What has held for a while begins with the shortest pause again.
  pass(30_000);
  const before = streams.length;
  last().failed();
  pass(1_000);
  expect(streams).toHaveLength(before + 1);
});

it('does not connect while nobody looks, and asks anew when somebody does', () => {
  const { live, last, streams, asked, pass } = surroundings();
  live.want('reach');
  live.awake(true);
  last().opened();
  last().failed();
  live.awake(false);
  pass(600_000);
  expect(streams).toHaveLength(1);
  live.awake(true);
  last().opened();
  pass(1_000);
  expect(asked()).toBe(1);
});
