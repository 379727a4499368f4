/** What the desk is drawn from: programmes, code lists, forms and places, as the ministry published them. */
import type { CallOutput } from '../../core/contracts.ts';
import type { Checklist, CodeList, CodeListItem, Programme } from '../../kernel/index.ts';
import { told } from '../words.ts';
import { call, session } from './session.ts';
import { store } from './store.ts';

type Bundle = CallOutput<'definition.bundle'>;

export interface Definitions {
  etag: string;
  programmes: Programme[];
  codeLists: CodeList[];
  checklists: Checklist[];
  forms: NonNullable<Bundle['forms']>;
  places: NonNullable<Bundle['places']>;
  timed: readonly string[];
}

export const definitions = store<Definitions | undefined>(undefined);

/** Fetches what is published; cheap when nothing changed. */
export async function loadDefinitions(): Promise<void> {
  const known = definitions.get();
  const { etag, programmes, codeLists, checklists, forms, places, timed } = await call(
    'definition.bundle',
    known ? { etag: known.etag } : {},
  );
  if (known?.etag === etag) return;
  definitions.set({
    etag,
    // Published definitions were checked by the server against the kernel's schemas.
    programmes: (programmes ?? []) as unknown as Programme[],
    codeLists: (codeLists ?? []) as unknown as CodeList[],
    checklists: (checklists ?? []) as unknown as Checklist[],
    forms: forms ?? [],
    places: places ?? [],
    timed: timed ?? [],
  });
}

const loaded = (): Definitions => {
  const found = definitions.get();
  if (!found) throw new Error('a page was drawn before the definitions came');
  return found;
};

export const programmes = (): Programme[] => loaded().programmes;
export const programme = (code: string): Programme | undefined => programmes().find((one) => one.code === code);
/** Those that the reader's role works in; the first is where the desk begins. */
export const ownProgrammes = (): Programme[] => {
  const mine = session.get().me?.role.programmes ?? [];
  return programmes().filter(({ code }) => mine.includes(code));
};
export const places = (): Definitions['places'] => loaded().places;
/** Whether clocks may run in a programme's cases. */
export const isTimed = (code: string): boolean => loaded().timed.includes(code);
export const anyTimed = (): boolean => loaded().timed.length > 0;
export const forms = (): Definitions['forms'] => loaded().forms;

export const checklists = (): Checklist[] => loaded().checklists;

/** Whether a consent of this purpose lets another organisation be told something. */
export const shares = (purpose: string): boolean =>
  codes('consentPurpose').some(({ code, sharing }) => code === purpose && sharing !== undefined);

/** A whole list, with what is known of its items besides their words. */
export const codeList = (code: string): CodeList | undefined => loaded().codeLists.find((one) => one.code === code);

/** The items of a code list that are offered; retired ones stay readable through `label`. */
export const codes = (list: string): CodeListItem[] =>
  (loaded().codeLists.find((one) => one.code === list)?.items ?? []).filter(({ retired }) => !retired);

/** The words of a code, or the code itself when nobody published words for it. */
export function label(list: string, code: string | undefined): string {
  if (code === undefined) return '';
  const item = loaded()
    .codeLists.find((one) => one.code === list)
    ?.items.find((one) => one.code === code);
  return item ? told(item.label) : code;
}

export const stageLabel = (programmeCode: string, stage: string): string =>
  told(programme(programmeCode)?.stages.find((one) => one.code === stage)?.label) || stage;

export const formTitle = (code: string): string => told(forms().find((one) => one.code === code)?.title) || code;

export const placeLabel = (code: string | undefined): string =>
  code === undefined ? '' : told(places().find((one) => one.code === code)?.name) || code;
