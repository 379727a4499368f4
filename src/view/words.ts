/** What a component of the view needs of the words: a message by its key, filled in, in the reader's language. */
export type Translate = (key: string, params?: Record<string, string | number>) => string;
