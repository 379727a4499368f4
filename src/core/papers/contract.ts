import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, CountryCode, Id, Language, Line } from '../shapes.ts';

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

export const printProfile = contract({
  name: 'profile.print',
  summary:
    'A leaflet about a country as a PDF in a language: what is for everybody, its sources and when it was checked',
  grant: 'case.read',
  kind: 'write',
  input: z.object({
    destination: Code,
    /** With what is said to people from there alone. */
    origin: z.optional(CountryCode),
    language: Language,
  }),
  output: Made,
});

export const paperContracts = { printCase, copyPerson, printProfile };
