import { describe, expect, it } from 'vitest';
import type { MessageTemplate } from '../../kernel/index.ts';
import { suppliedDefinitions } from '../../programmes/index.ts';
import { judge, World } from './judge.ts';

const world = new World(suppliedDefinitions().map((one) => ({ ...one, version: 1 })));
const template: MessageTemplate = {
  code: 'ring',
  title: { en: 'Ring' },
  text: { en: '{sender}: ring {phone}.' },
  consent: 'followUp',
};
const faults = (more: object): string[] =>
  judge('message', { ...template, ...more }, world).map(({ path, code }) => `${path} ${code}`);

describe('a message', () => {
  it('that says who and where is published; so is every supplied one', () => {
    expect(faults({})).toEqual([]);
    for (const { kind, body } of suppliedDefinitions())
      if (kind === 'message') expect(judge('message', body, world)).toEqual([]);
  });

  it.each([
    [{ text: { en: '{sender} about {name}' } }, 'text.en placeholder'],
    [{ text: { en: '{sender}', vi: '{topic}' } }, 'text.vi placeholder'],
    [{ text: { en: '{sender} {phone' } }, 'text.en placeholder'],
    [{ text: { en: '{{sender}}' } }, 'text.en placeholder'],
    [{ text: { en: '{sender}: https://example.org/x' } }, 'text.en messageLink'],
    [{ text: { en: '{sender}: see example.org/x' } }, 'text.en messageLink'],
    [{ text: { en: 'x'.repeat(301) } }, 'text.en wrongFormat'],
    [{ text: {} }, 'text wrongFormat'],
    [{ task: 'callBack' }, 'text.en messageTime'],
    [{ task: 'dance', text: { en: '{time}' } }, 'task unpublished'],
    [{ onReply: { task: 'dance', within: 1 } }, 'onReply.task unpublished'],
    [{ consent: 'none' }, 'consent unpublished'],
  ])('is refused with %j', (more, fault) => {
    expect(faults(more)).toEqual([fault]);
  });

  it('is asked for by a programme only where it asks for a number', () => {
    const programme = suppliedDefinitions().find(({ kind }) => kind === 'programme')!.body;
    const asking = (name: string) =>
      judge('programme', { ...programme, satisfaction: { template: name, afterDays: 7 } }, world);
    expect(asking('how-was-it')).toEqual([]);
    expect(asking('please-call')).toMatchObject([{ path: 'satisfaction.template' }]);
    expect(asking('nothing')).toMatchObject([{ path: 'satisfaction.template' }]);
  });
});
