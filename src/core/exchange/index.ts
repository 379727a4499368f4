import type { Operation } from '../ports.ts';
import { exportCases } from './export.ts';
import { importCases } from './import.ts';

export const exchangeOperations = [exportCases, importCases] as Operation[];
