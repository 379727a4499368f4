import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type FormDefinition, initialAnswers } from '../../../kernel/form/index.ts';
import type { Calendar, CodeList, Role, Timer } from '../../../kernel/index.ts';
import { FormView, type Typed } from '../../../view/form/index.ts';
import { places } from '../../state/definitions.ts';
import { Scroll } from '../../ui/scroll.tsx';
import { language, say, t, told, tx } from '../../words.ts';
import { codeList, formLanguageOf, momentHere } from '../entry/form-context.ts';
import type { Kind } from './bytes.ts';
import { CalendarFacts, TimerFacts } from './time-facts.tsx';
import type { Previewed } from './upload.tsx';

interface Props {
  kind: Kind;
  previewed: Previewed;
  /** Publishing, below what is to be known before. */
  children: ComponentChildren;
}

/** What would be published: what must be put right, what is not supported, what changes, and how it looks. */
export function Preview({ kind, previewed, children }: Props) {
  const { faults, unsupported, changes, entriesTouched, body, version, code } = previewed;
  return (
    <section class="stack admin-preview" aria-label={t('admin.previewOf', { code, version })}>
      <h3>{t('admin.previewOf', { code, version })}</h3>
      {faults.length > 0 && (
        <div class="note risk">
          <p class="strong">{t('admin.faults', { count: faults.length })}</p>
          <Faults faults={faults} label={t('admin.faults', { count: faults.length })} />
        </div>
      )}
      <div class={entriesTouched > 0 ? 'note due' : 'note ok'}>
        <p class="strong">{t('admin.touched', { count: entriesTouched })}</p>
        <p>{t('admin.touchedWhat')}</p>
      </div>
      {unsupported.length > 0 && (
        <div class="note due">
          <p class="strong">{t('admin.unsupported', { count: unsupported.length })}</p>
          <Faults faults={unsupported} label={t('admin.unsupported', { count: unsupported.length })} />
        </div>
      )}
      {version === 1 ? <p class="soft">{t('admin.isNew')}</p> : <Changes changes={changes} />}
      {children}
      <details class="admin-look" open>
        <summary>{t('admin.look')}</summary>
        {/* A deadline or calendar with faults may lack any of its parts: as it is in the file. */}
        {faults.length > 0 && (kind === 'timer' || kind === 'calendar') ? (
          <Plain body={body} />
        ) : (
          <Body kind={kind} body={body} />
        )}
      </details>
    </section>
  );
}

type Fault = Previewed['faults'][number];

/** A fault in words: of a definition, of a workbook, or of a field. */
function faultText({ code, params, sheet }: Fault): string {
  // Of a workbook its own reasons come first: a column is one of the sheet there.
  const rooms = ['definition', 'xlsform.reason', 'xlsform', 'field', 'admin.fault'];
  for (const room of sheet === undefined ? rooms : ['xlsform.reason', ...rooms]) {
    const words = say(`${room}.${code}`, params);
    if (words !== undefined) return words;
  }
  return say(code, params) ?? code;
}

function Faults({ faults, label }: { faults: readonly Fault[]; label: string }) {
  return (
    <Scroll label={label} long>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('admin.where')}</th>
            <th scope="col">{t('admin.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault, index) => (
            <tr key={index}>
              <td class="num">
                {fault.sheet !== undefined && fault.row !== undefined
                  ? t('admin.sheetRow', { sheet: fault.sheet, row: fault.row })
                  : (fault.sheet ?? '')}
                {fault.path && <div class="small soft">{fault.path}</div>}
              </td>
              <td>{faultText(fault)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Changes({ changes }: { changes: Previewed['changes'] }) {
  if (changes.length === 0) return <p class="soft">{t('admin.noChanges')}</p>;
  const words = (kind: string): string => say(`change.${kind}`) ?? say(`definition.change.${kind}`) ?? kind;
  return (
    <details open={changes.length <= 30}>
      <summary class="strong">{t('admin.changes', { count: changes.length })}</summary>
      <Scroll label={t('admin.changes', { count: changes.length })} long>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('admin.change')}</th>
              <th scope="col">{t('admin.where')}</th>
              <th scope="col">{t('admin.before')}</th>
              <th scope="col">{t('admin.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change, index) => (
              <tr key={index}>
                <td>{words(change.kind)}</td>
                <td>{change.path}</td>
                <td class="soft">{brief(change.before)}</td>
                <td>{brief(change.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

/** A value of a definition on one line: a text in the reader's language, else what it is. */
function brief(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  const texts = Object.values(value);
  const isText = !Array.isArray(value) && texts.length > 0 && texts.every((text) => typeof text === 'string');
  const line = isText ? told(value as Record<string, string>) : JSON.stringify(value);
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

/** A definition as people will meet it. */
export function Body({ kind, body }: { kind: Kind; body: unknown }) {
  switch (kind) {
    case 'form':
      return <TryForm definition={body as FormDefinition} />;
    case 'codeList':
      return <Items list={body as CodeList} />;
    case 'role':
      return <RoleFacts role={body as Role} />;
    case 'timer':
      return <TimerFacts timer={body as Timer} />;
    case 'calendar':
      return <CalendarFacts calendar={body as Calendar} />;
    default:
      return <Plain body={body} />;
  }
}

/** The form, to be tried: what is typed here is kept nowhere. */
function TryForm({ definition }: { definition: FormDefinition }) {
  const context = useMemo(() => ({ now: momentHere(new Date()), codeList }), []);
  const [typed, setTyped] = useState<Typed>(() => initialAnswers(definition, context));
  const [spoken, setSpoken] = useState(() => formLanguageOf(definition, language()));
  const formLanguage = definition.languages.includes(spoken) ? spoken : definition.defaultLanguage;
  return (
    <div class="stack">
      <p class="soft">{t('admin.tryForm')}</p>
      <FormView
        definition={definition}
        typed={typed}
        context={context}
        t={tx}
        language={language()}
        formLanguage={formLanguage}
        onLanguage={setSpoken}
        onChange={setTyped}
        places={places()}
      />
    </div>
  );
}

/** What the items of a list carry beside their words: which group, which words of a message. */
export const columnsIn = ({ items }: CodeList): string[] => [
  ...new Set(items.flatMap(({ columns = {} }) => Object.keys(columns))),
];

function Items({ list }: { list: CodeList }) {
  const languages = [...new Set(list.items.flatMap(({ label }) => Object.keys(label)))];
  const columns = columnsIn(list);
  return (
    <Scroll label={told(list.title)} long>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('admin.code')}</th>
            {languages.map((code) => (
              <th key={code} scope="col">
                {code}
              </th>
            ))}
            <th scope="col">{t('admin.key')}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.items.map((item) => (
            <tr key={item.code} class={item.retired ? 'soft' : undefined}>
              <td class="num">
                {item.code} {item.retired && <span class="small">({t('admin.retired')})</span>}
              </td>
              {languages.map((code) => (
                <td key={code} lang={code}>
                  {item.label[code]}
                </td>
              ))}
              <td>{told(item.key)}</td>
              {columns.map((name) => (
                <td key={name}>{item.columns?.[name]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function RoleFacts({ role }: { role: Role }) {
  const list = (values: readonly string[], room: string): string =>
    values.map((value) => tx(`admin.${room}.${value}`)).join(' · ') || t('admin.none');
  return (
    <dl class="facts">
      <dt>{t('admin.scope')}</dt>
      <dd>{tx(`admin.scopes.${role.scope}`)}</dd>
      <dt>{t('admin.grants')}</dt>
      <dd>{list(role.grants, 'grant')}</dd>
      <dt>{t('admin.reads')}</dt>
      <dd>{list(role.read, 'class')}</dd>
      <dt>{t('admin.writes')}</dt>
      <dd>{list(role.write, 'class')}</dd>
      <dt>{t('admin.programmes')}</dt>
      <dd>{role.programmes.join(', ') || t('admin.none')}</dd>
    </dl>
  );
}

const Plain = ({ body }: { body: unknown }) => (
  <Scroll label={t('admin.now')} long>
    <pre class="admin-plain">{JSON.stringify(body, null, 2)}</pre>
  </Scroll>
);
