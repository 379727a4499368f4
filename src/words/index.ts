/** The door of the words: what desk and server need to speak a language. `compile.ts` is the build's and the tests'. */
export * from './dates.ts';
export { type Catalogue, dateFormat, format, listFormat, type Message, type Params } from './format.ts';
export type { MessageKey } from './keys.ts';
export * from './languages.ts';
