import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Id, Language, Line } from '../shapes.ts';

const Made = z.object({ file: z.string(), name: z.string(), size: z.int() });

export const printCase = contract({
  name: 'case.print',
  summary: 'One case as a PDF in a language, as far as the role may read it; without telephone numbers and addresses',
  grant: 'case.print',
  kind: 'write',
  fresh: true,
  input: z.object({ id: Id, language: Language, reason: Line }),
  output: Made,
});

export const copyPerson = contract({
  name: 'person.copy',
  summary: 'All that is held about somebody, who read it and whom it was sent to, as a PDF in their language',
  grant: 'person.copy',
  kind: 'write',
  fresh: true,
  input: z.object({ id: Id, language: Language, reason: Line }),
  output: Made,
});

export const paperContracts = { printCase, copyPerson };
