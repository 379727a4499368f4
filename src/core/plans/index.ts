import type { Operation } from '../ports.ts';
import { figures } from './figures.ts';
import { set as setGoal } from './goals.ts';
import { read } from './read.ts';
import { set as setService } from './services.ts';

export const planOperations = [read, setGoal, setService, figures] as Operation[];
