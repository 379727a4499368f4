import type { FormDefinition } from '../kernel/form/index.ts';
import type { Calendar, Checklist, CodeList, MessageTemplate, Programme, Role, Text, Timer } from '../kernel/index.ts';

/** A tree of places: each names its parent, which may be in another tree. */
export interface PlaceTree {
  code: string;
  title: Text;
  places: { code: string; parent?: string; level: string; name: Text }[];
}

/** A definition that comes with the system; an installation publishes its own versions over it. */
export type Supplied =
  | { kind: 'form'; code: string; body: FormDefinition }
  | { kind: 'codeList'; code: string; body: CodeList }
  | { kind: 'role'; code: string; body: Role }
  | { kind: 'programme'; code: string; body: Programme }
  | { kind: 'places'; code: string; body: PlaceTree }
  | { kind: 'calendar'; code: string; body: Calendar }
  | { kind: 'timer'; code: string; body: Timer }
  | { kind: 'checklist'; code: string; body: Checklist }
  | { kind: 'message'; code: string; body: MessageTemplate };

export const forms = (...bodies: FormDefinition[]): Supplied[] =>
  bodies.map((body) => ({ kind: 'form', code: body.code, body }));
export const codeLists = (...bodies: CodeList[]): Supplied[] =>
  bodies.map((body) => ({ kind: 'codeList', code: body.code, body }));
export const roles = (...bodies: Role[]): Supplied[] => bodies.map((body) => ({ kind: 'role', code: body.code, body }));
export const messages = (...bodies: MessageTemplate[]): Supplied[] =>
  bodies.map((body) => ({ kind: 'message', code: body.code, body }));
export const checklists = (...bodies: Checklist[]): Supplied[] =>
  bodies.map((body) => ({ kind: 'checklist', code: body.code, body }));
export const placeTrees = (...bodies: PlaceTree[]): Supplied[] =>
  bodies.map((body) => ({ kind: 'places', code: body.code, body }));
