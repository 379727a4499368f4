import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { FormDefinition } from '../../kernel/form/index.ts';
import type { Calendar, Checklist, CodeList, MessageTemplate, Programme, Role, Timer } from '../../kernel/index.ts';
import type { Definitions, Place, Store } from '../ports.ts';
import type { PlaceTree } from './bodies.ts';

interface Form {
  version: number;
  definition: FormDefinition;
}
/** What is published, as it was at one moment; replaced as a whole. */
interface Published {
  etag: string;
  programmes: ReadonlyMap<string, Programme>;
  roles: ReadonlyMap<string, Role>;
  codeLists: ReadonlyMap<string, CodeList>;
  checklists: ReadonlyMap<string, Checklist>;
  forms: ReadonlyMap<string, Form>;
  places: ReadonlyMap<string, Place>;
  calendars: ReadonlyMap<string, Calendar>;
  timers: readonly Timer[];
  messages: ReadonlyMap<string, MessageTemplate>;
}

const nothing: Published = {
  etag: '',
  programmes: new Map(),
  roles: new Map(),
  codeLists: new Map(),
  checklists: new Map(),
  forms: new Map(),
  places: new Map(),
  calendars: new Map(),
  timers: [],
  messages: new Map(),
};

/**
 * Published definitions in memory. A version never changes once it is published, so each body is read once; `refresh`
 * reads what is new, and is called at start and whenever the topic `definitions` is announced.
 */
export class DefinitionCache implements Definitions {
  readonly #store: Store;
  /** Bodies by `kind code version`: the newest of every definition, and every version of a form. */
  readonly #bodies = new Map<string, unknown>();
  #published = nothing;
  #refreshing: Promise<void> | undefined;
  #again = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Several at once become one; one that comes while another reads is followed by a second reading. */
  async refresh(): Promise<void> {
    if (this.#refreshing) {
      this.#again = true;
      return this.#refreshing;
    }
    this.#refreshing = (async () => {
      do {
        this.#again = false;
        await this.#load();
      } while (this.#again);
    })().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #load(): Promise<void> {
    const rows = await this.#store.read('system', async (db) => {
      const known = await db
        .selectFrom('definition')
        .select(['kind', 'code', 'version'])
        .orderBy('kind')
        .orderBy('code')
        .orderBy('version')
        .execute();
      const newest = new Map(known.map((row) => [`${row.kind} ${row.code}`, row]));
      const wanted = known.filter((row) => row.kind === 'form' || newest.get(`${row.kind} ${row.code}`) === row);
      const missing = wanted.filter((row) => !this.#bodies.has(nameOf(row)));
      if (missing.length > 0) {
        const { rows: found } = await sql<{ kind: string; code: string; version: number; body: unknown }>`
          select kind, code, version, d.body from definition d join unnest(${missing.map(({ kind }) => kind)}::text[],
            ${missing.map(({ code }) => code)}::text[], ${missing.map(({ version }) => version)}::int[])
            w(kind, code, version) using (kind, code, version)`.execute(db);
        for (const row of found) this.#bodies.set(nameOf(row), row.body);
      }
      return [...newest.values()];
    });
    const of = <T>(kind: string) =>
      rows.filter((row) => row.kind === kind).map((row) => [row.code, this.#bodies.get(nameOf(row)) as T] as const);
    this.#published = {
      etag: createHash('sha256').update(rows.map(nameOf).join('\n')).digest('base64url').slice(0, 22),
      programmes: new Map(of<Programme>('programme')),
      roles: new Map(of<Role>('role')),
      codeLists: new Map(of<CodeList>('codeList')),
      checklists: new Map(of<Checklist>('checklist')),
      forms: new Map(
        rows
          .filter(({ kind }) => kind === 'form')
          .map((row) => [
            row.code,
            { version: row.version, definition: this.#bodies.get(nameOf(row)) as FormDefinition },
          ]),
      ),
      places: new Map(of<PlaceTree>('places').flatMap(([, tree]) => tree.places.map((place) => [place.code, place]))),
      calendars: new Map(of<Calendar>('calendar')),
      timers: of<Timer>('timer').map(([, timer]) => timer),
      messages: new Map(of<MessageTemplate>('message')),
    };
  }

  get etag(): string {
    return this.#published.etag;
  }
  programme(code: string): Programme | undefined {
    return this.#published.programmes.get(code);
  }
  programmes(): Programme[] {
    return [...this.#published.programmes.values()];
  }
  role(code: string): Role | undefined {
    return this.#published.roles.get(code);
  }
  roles(): Role[] {
    return [...this.#published.roles.values()];
  }
  codeList(code: string): CodeList | undefined {
    return this.#published.codeLists.get(code);
  }
  codeLists(): CodeList[] {
    return [...this.#published.codeLists.values()];
  }
  checklist(code: string): Checklist | undefined {
    return this.#published.checklists.get(code);
  }
  checklists(): Checklist[] {
    return [...this.#published.checklists.values()];
  }
  places(): Place[] {
    return [...this.#published.places.values()];
  }
  place(code: string): Place | undefined {
    return this.#published.places.get(code);
  }
  calendar(code: string): Calendar | undefined {
    return this.#published.calendars.get(code);
  }
  timers(programme: string): Timer[] {
    return this.#published.timers.filter((timer) => timer.programme === programme);
  }
  message(code: string): MessageTemplate | undefined {
    return this.#published.messages.get(code);
  }
  messages(): MessageTemplate[] {
    return [...this.#published.messages.values()];
  }
  forms(): { code: string; version: number; title: Record<string, string> }[] {
    return [...this.#published.forms].map(([code, { version, definition }]) => ({
      code,
      version,
      title: definition.title,
    }));
  }

  /** The newest version of a form, or the one asked for; undefined when it was never published. */
  async form(code: string, version?: number): Promise<Form | undefined> {
    return this.#known(code, version) ?? (await this.#lookedUp(code, version));
  }

  #known(code: string, version?: number): Form | undefined {
    const newest = this.#published.forms.get(code);
    if (version === undefined || newest?.version === version) return newest;
    const definition = this.#bodies.get(nameOf({ kind: 'form', code, version })) as FormDefinition | undefined;
    return definition && { version, definition };
  }

  /** Published a moment ago, here or by another process, and not announced to this one yet: waited for, once. */
  async #lookedUp(code: string, version?: number): Promise<Form | undefined> {
    const newest = this.#published.forms.get(code);
    if (version !== undefined && version <= (newest?.version ?? 0)) return undefined;
    await this.refresh();
    return this.#known(code, version);
  }
}

const nameOf = (row: { kind: string; code: string; version: number }): string =>
  `${row.kind} ${row.code} ${row.version}`;
