import {
  type CodeList,
  type MessageTemplate,
  messagePlaceholders,
  type Programme,
  placeholdersOf,
} from '../../kernel/index.ts';
import { type Fault, unpublished } from './fault.ts';
import type { World } from './judge.ts';

const offers = (world: World, list: string, code: string): boolean => {
  const found = world.find('codeList', list)?.body as CodeList | undefined;
  return !found || found.items.some((one) => one.code === code);
};

const link = /https?:|www\.|\p{L}\.\p{L}{2,}\//iu;

/** What a message may say is decided here, once: no placeholder beside the three, and no address to press. */
export function messageFaults({ text, consent, task, onReply }: MessageTemplate, world: World): Fault[] {
  const kinds = [
    ['task', task],
    ['onReply.task', onReply?.task],
  ] as const;
  return [
    ...Object.entries(text).flatMap(([language, said]): Fault[] => {
      const path = `text.${language}`;
      const named = placeholdersOf(said);
      const strange = named.filter((name) => !messagePlaceholders.some((known) => known === name));
      // A brace without its other half would go out as it is.
      const loose = /[{}]/.test(said.replace(/\{[^{}]*\}/g, ''));
      return [
        ...strange.map((name) => ({ path, code: 'placeholder', params: { name } })),
        ...(loose ? [{ path, code: 'placeholder', params: { name: '{' } }] : []),
        ...(link.test(said) ? [{ path, code: 'messageLink' }] : []),
        ...(task !== undefined && !named.includes('time') ? [{ path, code: 'messageTime' }] : []),
      ];
    }),
    ...(offers(world, 'consentPurpose', consent) ? [] : [unpublished('consent', consent)]),
    ...kinds.flatMap(([path, kind]) =>
      kind === undefined || offers(world, 'taskKind', kind) ? [] : [unpublished(path, kind)],
    ),
  ];
}

export function satisfactionFaults({ satisfaction }: Programme, world: World): Fault[] {
  if (!satisfaction) return [];
  const template = world.find('message', satisfaction.template)?.body as MessageTemplate | undefined;
  return template?.rating ? [] : [unpublished('satisfaction.template', satisfaction.template)];
}
