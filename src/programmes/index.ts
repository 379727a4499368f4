import { resourceCentre } from './resource-centre/index.ts';
import { standards } from './standards/index.ts';
import type { Supplied } from './supplied.ts';

export type { PlaceTree, Supplied } from './supplied.ts';

/** What an empty installation starts with: the shared standards, then each programme. New objects at every call. */
export const suppliedDefinitions = (): Supplied[] => structuredClone([...standards, ...resourceCentre]);
