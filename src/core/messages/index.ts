import type { Operation } from '../ports.ts';
import { gateway, setSender, test } from './admin.ts';
import { receive } from './receive.ts';
import { cancel, list, options, send } from './send.ts';

export { sendDue } from './drain.ts';

export const messageOperations = [options, send, list, cancel, gateway, setSender, test, receive] as Operation[];
