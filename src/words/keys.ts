import type field from './en/field.json';
type Room<Name extends string, Messages> = `${Name}.${Extract<keyof Messages, string>}`;
export type MessageKey = Room<'field', typeof field>;
