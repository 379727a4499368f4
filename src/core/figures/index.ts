import { type Operation, operation } from '../ports.ts';
import { figuresOf } from './answer.ts';
import { centreOperations } from './centres.ts';
import * as contracts from './contract.ts';
import { readIndicators } from './indicators.ts';
import { officeOperations } from './office.ts';
import { reportOperations } from './report.ts';
import { countErased, requireSpan, requireWork } from './span.ts';
import { type Cell, suppress, threshold } from './suppress.ts';

const read = operation(contracts.read, {
  run: async (context, span) => {
    requireWork(context, span);
    await countErased(context.db);
    return { asOf: context.asOf?.toISOString(), ...(await figuresOf(context, span)) };
  },
});

export { foldFigures } from './fold.ts';
export { type Cell, countErased, requireSpan, suppress, threshold };
export const figuresOperations = [
  read,
  readIndicators,
  ...centreOperations,
  ...officeOperations,
  ...reportOperations,
] as Operation[];
