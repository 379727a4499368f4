import { describe, expect, it } from 'vitest';
import { sendDue } from './index.ts';
import {
  abroad,
  asks,
  call,
  caseOf,
  house,
  lan,
  later,
  sent,
  stateOf,
  tell,
  type Wish,
  watched,
  write,
  writingHouse,
} from './testing.ts';

writingHouse();

describe('a gateway', () => {
  it('that asks to come later is asked again, after longer and longer, and given up in the end', async () => {
    const { caseId } = await caseOf({ messages: { language: 'en', from: '00:00', until: '00:00' } });
    await write(caseId);
    watched.answers = Array.from({ length: 20 }, () => 'later');
    await sendDue(house.ports);
    await sendDue(house.ports);
    expect(watched.answers).toHaveLength(19);
    expect(await stateOf(caseId)).toEqual(['waiting']);
    later(1 / 60);
    await sendDue(house.ports);
    expect(watched.answers).toHaveLength(18);
    later(1 / 60);
    await sendDue(house.ports);
    expect(watched.answers).toHaveLength(18);
    for (let n = 0; n < 10; n++) {
      later(2);
      await sendDue(house.ports);
    }
    expect(await stateOf(caseId)).toEqual(['failed tooOften']);
    expect(watched.answers).toHaveLength(12);
  });

  it('that refuses, or says nothing, is not asked again', async () => {
    const [refused, silent] = [await caseOf(), await caseOf()];
    await write(refused.caseId);
    await write(silent.caseId);
    watched.answers = ['refused', 'unknown'];
    await sendDue(house.ports);
    later(3);
    await sendDue(house.ports);
    expect(await stateOf(refused.caseId)).toEqual(['failed refused']);
    expect(await stateOf(silent.caseId)).toEqual(['unsure']);
    expect(sent()).toEqual([]);
  });

  it('whose process dies after sending is not asked to send again', async () => {
    const { caseId } = await caseOf();
    await write(caseId);
    // The message is out, and whoever sent it never comes back to say so.
    let reached: () => void = () => {};
    const out = new Promise<void>((done) => {
      reached = done;
    });
    watched.before = async () => {
      reached();
      await new Promise(() => {});
    };
    void sendDue(house.ports);
    await out;
    watched.before = async () => {};
    await sendDue(house.ports);
    expect(await stateOf(caseId)).toEqual(['sending']);
    later(1);
    await sendDue(house.ports);
    expect(await stateOf(caseId)).toEqual(['unsure']);
    expect(sent()).toEqual([]);
  });

  it('tells what became of a message, and is heard with its secret alone', async () => {
    const { caseId, number } = await caseOf();
    const { id } = await write(caseId);
    await sendDue(house.ports);
    expect(await tell({ id, status: 'delivered' }, { secret: 'guessed' })).toBe(401);
    expect(await tell({ from: number, text: 'STOP' }, { secret: '' })).toBe(401);
    expect(await stateOf(caseId)).toEqual(['sent']);
    expect(await tell({ nothing: 'known' })).toBe(400);
    expect(await tell({ id, status: 'delivered' })).toBe(200);
    expect(await stateOf(caseId)).toEqual(['delivered']);
    const { name, states, sender } = await call(
      'message.gateway',
      {},
      await house.user('administrator', lan.organisationId),
    );
    expect({ name, sender }).toMatchObject({ name: 'file', sender: { name: 'Lotus' } });
    expect(states.find(({ state }) => state === 'delivered')?.number).toBe(1);
    const away = await house.user('administrator', abroad.organisationId);
    expect((await call('message.gateway', {}, away)).states).toEqual([]);
  });
});

describe('STOP', () => {
  it('ends all messages to a telephone until it says START, however the number is written', async () => {
    const { caseId, number } = await caseOf();
    await write(caseId);
    expect(await tell({ from: number.replace('+84', '0'), text: ' Stop. ' }, { form: true })).toBe(200);
    expect(await stateOf(caseId)).toEqual(['stopped stopped']);
    await expect(write(caseId)).rejects.toMatchObject({ params: { why: 'stopped' } });
    await tell({ from: number, text: 'START' });
    await write(caseId);
    await sendDue(house.ports);
    expect(sent()).toHaveLength(1);
  });

  it('is understood in the languages of those who get messages', async () => {
    const { caseId, number } = await caseOf();
    await write(caseId);
    expect(await tell({ from: number, text: 'ຢຸດ' })).toBe(200);
    expect(await stateOf(caseId)).toEqual(['stopped stopped']);
  });
});

describe('who was content', () => {
  const closed = async (wish: Wish = {}) => {
    const one = await caseOf({ programme: asks.code, ...wish });
    await call('case.close', { id: one.caseId, revision: 1, reason: 'over' });
    return one;
  };
  const rating = async (caseId: string) => (await call('case.read', { id: caseId })).case.satisfaction;

  it('is asked some days after the end, once, and the answer is the case’s', async () => {
    const { caseId, number } = await closed();
    const silent = await closed({ consent: false });
    await sendDue(house.ports);
    expect(sent()).toEqual([]);
    later(73);
    await Promise.all([sendDue(house.ports), sendDue(house.ports)]);
    later(24);
    await sendDue(house.ports);
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({ to: number });
    await tell({ from: number, text: '4' });
    await tell({ from: number, text: '1' });
    expect(await rating(caseId)).toBe(4);
    expect(await rating(silent.caseId)).toBeUndefined();
    const { messages } = await call('message.list', { caseId });
    expect(messages).toMatchObject([{ state: 'answered', answer: 4 }]);
    expect(messages[0]?.by).toBeUndefined();
  });

  it('on one telephone is asked one after another, so that each answer has its case', async () => {
    const phones = [{ number: '+84955555555' }];
    const [first, second] = [await closed({ phones }), await closed({ phones })];
    later(73);
    await sendDue(house.ports);
    expect(sent()).toHaveLength(1);
    await tell({ from: '0955555555', text: '5' });
    await sendDue(house.ports);
    expect(sent()).toHaveLength(2);
    await tell({ from: '0955555555', text: '2' });
    expect([await rating(first.caseId), await rating(second.caseId)].toSorted()).toEqual([2, 5]);
  });

  it('keeps what was said when the case was closed', async () => {
    const one = await caseOf({ programme: asks.code });
    await call('case.close', { id: one.caseId, revision: 1, reason: 'over', satisfaction: 2 });
    later(73);
    await sendDue(house.ports);
    expect(sent()).toEqual([]);
  });

  it('who answers in words is called, and the words are kept nowhere', async () => {
    const { caseId, number } = await caseOf();
    await write(caseId);
    await sendDue(house.ports);
    await tell({ from: number, text: 'Please help me, he is here' });
    expect(await stateOf(caseId)).toEqual(['answered']);
    const { soon, today } = await call('task.today', {});
    expect([...today, ...soon].filter((one) => one.caseId === caseId)).toMatchObject([{ kind: 'callBack' }]);
    const { rows: told } = await house.asSystem(
      `select input, answer from journal where operation = 'message.receive'`,
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ input, answer }) => input === null && answer === null)).toBe(true);
    expect(await tell({ from: '+84911111119', text: 'Wrong number' })).toBe(200);
  });
});
