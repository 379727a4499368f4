import type { Operation } from '../ports.ts';
import { figures } from './figures.ts';
import { list, set } from './recruiters.ts';
import { upload } from './upload.ts';

export { standsOn } from './row.ts';

export const recruiterOperations = [list, set, upload, figures] as Operation[];
