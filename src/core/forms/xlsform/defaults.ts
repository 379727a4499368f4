import { parseExpression } from '../../../kernel/form/index.ts';

/**
 * Whether the text of a `default` cell is an expression. XLSForm has one column for both; as in pyxform it is one when
 * it parses and calls a function, names a question or computes. A plain word or number is itself.
 */
export function isDynamic(text: string): boolean {
  const parsed = parseExpression(text);
  return parsed.ok && !['literal', 'self', 'negative'].includes(parsed.node.kind);
}
