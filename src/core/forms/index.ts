import { exportEntries, read } from './read.ts';
import { save } from './save.ts';

export { coveredFields, openParts, sealParts } from './parts.ts';
export { save } from './save.ts';
export { keepStandard, type RecordStandard, recordStandard } from './standard.ts';

export const formOperations = [save, read, exportEntries];
