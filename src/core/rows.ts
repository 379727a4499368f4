import type * as z from 'zod/mini';
import type { Band, Sex } from './shapes.ts';

/** What rows hold as text and contracts say more closely; it was checked when it was written. */
export interface Facts {
  sex: z.output<typeof Sex> | undefined;
  ageBand: z.output<typeof Band> | undefined;
}
