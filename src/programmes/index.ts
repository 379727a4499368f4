import { resourceCentre } from './resource-centre/index.ts';
import { safeMigration } from './safe-migration/index.ts';
import { htcdsHoldings } from './standards/htcds/holdings.ts';
import { htcdsFields, suggestHtcds } from './standards/htcds/index.ts';
import { standards } from './standards/index.ts';
import type { Supplied } from './supplied.ts';
import { traffickingHistory } from './trafficking-response/forms/history.ts';
import { traffickingResponse } from './trafficking-response/index.ts';

export type { PlaceTree, Supplied } from './supplied.ts';

/** What an empty installation starts with: the shared standards, then each programme. New objects at every call. */
export const suppliedDefinitions = (): Supplied[] =>
  structuredClone([...standards, ...resourceCentre, ...safeMigration, ...traffickingResponse]);

/** The standard in which cases are handed on; the server makes it known to the core. */
export const recordStandard = {
  code: 'HTCDS-2.0',
  fields: htcdsFields,
  holdings: htcdsHoldings,
  form: traffickingHistory.code,
  suggest: suggestHtcds,
};
