/** ICU messages to what `format.ts` reads. Runs in the build, in tests and on the server; never in a browser. */
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Catalogue, Message, Part } from './format.ts';

/** Compiles one message; throws a SyntaxError that names what is wrong with it. */
export function compileMessage(source: string): Message {
  return compact(parse(source, { ignoreTag: true, requiresOtherClause: true, shouldParseSkeletons: true }));
}

/** Compiles the rooms of one language: `{ desk: { 'rail.today': … } }` answers under `desk.rail.today`. */
export function compileCatalogue(rooms: Record<string, Record<string, string>>): Catalogue {
  const catalogue: Catalogue = {};
  for (const [room, messages] of Object.entries(rooms))
    for (const [key, source] of Object.entries(messages)) {
      try {
        catalogue[`${room}.${key}`] = compileMessage(source);
      } catch (cause) {
        throw new SyntaxError(`${room}.${key}: “${source}” is not an ICU message`, { cause });
      }
    }
  return catalogue;
}

function compact(elements: MessageFormatElement[]): Message {
  const parts = elements.map(part);
  if (parts.length === 0) return '';
  return parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : parts;
}

function part(element: MessageFormatElement): Part {
  switch (element.type) {
    case TYPE.literal:
      return element.value;
    case TYPE.pound:
      return 0;
    case TYPE.argument:
      return { name: element.value, kind: 'text' };
    case TYPE.number:
      return {
        name: element.value,
        kind: 'number',
        options: isSkeleton(element.style) ? element.style.parsedOptions : {},
      };
    case TYPE.date:
    case TYPE.time: {
      const usual = element.type === TYPE.date ? { dateStyle: 'medium' as const } : { timeStyle: 'short' as const };
      return {
        name: element.value,
        kind: 'date',
        options: isSkeleton(element.style) ? element.style.parsedOptions : usual,
      };
    }
    case TYPE.select:
      return { name: element.value, kind: 'select', choices: choices(element.options) };
    case TYPE.plural:
      return {
        name: element.value,
        kind: element.pluralType === 'ordinal' ? 'ordinal' : 'plural',
        choices: choices(element.options),
        offset: element.offset,
      };
    default:
      throw new SyntaxError('tags are not used in messages');
  }
}

const isSkeleton = (style: unknown): style is { parsedOptions: object } =>
  typeof style === 'object' && style !== null && 'parsedOptions' in style;

const choices = (options: Record<string, { value: MessageFormatElement[] }>): Record<string, Message> =>
  Object.fromEntries(Object.entries(options).map(([key, option]) => [key, compact(option.value)]));

/** The names of a message's parameters with how each is used, sorted: what translations must have in common. */
export function parameters(message: Message): string[] {
  const found = new Set<string>();
  const walk = (inner: Message): void => {
    if (typeof inner === 'string') return;
    for (const part of inner) {
      if (typeof part === 'string' || part === 0) continue;
      found.add(`${part.name}:${part.kind}`);
      if ('choices' in part) Object.values(part.choices).forEach(walk);
    }
  };
  walk(message);
  return [...found].sort();
}
