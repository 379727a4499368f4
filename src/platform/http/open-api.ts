import * as z from 'zod/mini';
import type { Operation } from '../../core/index.ts';
import { problems } from '../../kernel/index.ts';
import { routeOf } from './route.ts';

/** A schema as a part of the document. Any JSON is the one shape that refers to itself: the document keeps it once. */
function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): unknown {
  const { $schema, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const kept = (part: unknown) => JSON.stringify(part).replaceAll(/#\/\$defs\/\w+/g, '#/components/schemas/Json');
  if (new Set(Object.values($defs).map(kept)).size > 1) throw new Error('A second shape refers to itself: name both.');
  return JSON.parse(kept(rest));
}

/** A stream says its answer in a header, as JSON that is encoded as a part of an address is. */
function answerOf({ kind, output }: Operation['contract']) {
  const schema = schemaOf(output, 'output');
  if (kind !== 'stream') return { description: 'Done', content: { 'application/json': { schema } } };
  return {
    description: 'A file, sent while it is made. One that is cut short ends without the end of the chunks.',
    headers: { 'banyan-answer': { required: true, content: { 'application/json': { schema } } } },
    content: { 'application/octet-stream': {} },
  };
}

/** The API document (OpenAPI 3.1), made from the operations and from nothing else. */
export function openApi(operations: readonly Operation[]): Record<string, unknown> {
  const paths = Object.fromEntries(
    operations.map(({ contract }) => [
      routeOf(contract.name),
      {
        post: {
          operationId: contract.name,
          summary: contract.summary,
          tags: [contract.name.split('.')[0]],
          'x-grant': contract.grant,
          'x-offline': contract.offline ?? 'no',
          'x-fresh': contract.fresh ?? false,
          ...(contract.largest && { 'x-largest-bytes': contract.largest }),
          ...(contract.machine && { security: [{ secret: [] }] }),
          parameters: contract.machine
            ? []
            : [
                { name: 'banyan-desk', in: 'header', required: true, schema: { const: '1' } },
                ...(contract.kind !== 'read'
                  ? [
                      {
                        name: 'banyan-call',
                        in: 'header',
                        required: true,
                        schema: { type: 'string', format: 'uuid' },
                        description: 'The same call id answers as before and does nothing twice.',
                      },
                    ]
                  : []),
              ],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(contract.input, 'input') } },
          },
          responses: {
            200: answerOf(contract),
            default: { $ref: '#/components/responses/Problem' },
          },
        },
      },
    ]),
  );
  return {
    openapi: '3.1.0',
    info: { title: 'Banyan', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: { secret: { type: 'http', scheme: 'bearer', description: 'The secret of a machine' } },
      schemas: { Json: { description: 'Any JSON' } },
      responses: {
        Problem: {
          description: 'Refused: the code says why',
          content: {
            'application/problem+json': {
              schema: {
                type: 'object',
                required: ['code'],
                properties: {
                  code: { enum: Object.keys(problems) },
                  fields: { type: 'array', items: { type: 'object' } },
                  params: { type: 'object' },
                },
              },
            },
          },
        },
      },
    },
  };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

/** The same document for people. */
export function openApiPage(operations: readonly Operation[]): string {
  const rows = operations
    .map(
      ({ contract }) =>
        `<section><h2><code>POST ${escaped(routeOf(contract.name))}</code></h2><p>${escaped(contract.summary)}</p><p>Grant: <code>${escaped(contract.grant)}</code>${contract.offline ? ' · may wait offline' : ''}${contract.fresh ? ' · password given lately' : ''}</p><details><summary>Input</summary><pre>${escaped(JSON.stringify(schemaOf(contract.input, 'input'), null, 2))}</pre></details><details><summary>Answer</summary><pre>${escaped(JSON.stringify(schemaOf(contract.output, 'output'), null, 2))}</pre></details></section>`,
    )
    .join('\n');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Banyan API</title><link rel="stylesheet" href="/api/page.css"><main><h1>Banyan API</h1><p>Every call is <code>POST</code> with JSON, the header <code>banyan-desk: 1</code>, and for writes <code>banyan-call: &lt;uuid&gt;</code>. <a href="/api/openapi.json">OpenAPI document</a></p>${rows}</main></html>`;
}

/** A file of its own: the content security policy forbids styles in a page. */
export const openApiStyle = `:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;margin:0;overflow-wrap:break-word}
main{max-width:52rem;margin:auto;padding:24px 16px}
section{border-top:1px solid;padding:8px 0}
h2{font-size:1rem;margin:8px 0}
p{margin:4px 0}
summary{padding:6px 0;cursor:pointer}
pre{overflow-wrap:anywhere;white-space:pre-wrap}
`;
