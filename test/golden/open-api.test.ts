/**
 * The API document is a contract with programs that are not ours: it is valid OpenAPI 3.1, and a change is seen in review.
 * After a change that is meant: BANYAN_GOLDEN=write npx vitest run test/golden/open-api.test.ts
 */
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { operations } from '../../src/core/index.ts';
import { openApi } from '../../src/platform/http/open-api.ts';
import { expectGolden } from './golden.ts';

// As it is sent: without what is undefined.
const document = JSON.parse(JSON.stringify(openApi(operations))) as { openapi: string; paths: object };

test('the API document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(Object.keys(document.paths)).toHaveLength(operations.length);
});

test('the API document is the one that was reviewed', () => expectGolden('openapi.golden.json', document));
