import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import {
  type Attachment,
  evaluate,
  type FormContext,
  type FormDefinition,
  type FormState,
  type Group,
  type Item,
  type Repeat,
  say,
} from '../../kernel/form/index.ts';
import type { FieldProblem } from '../../kernel/index.ts';
import { languages } from '../../words/index.ts';
import type { Translate } from '../words.ts';
import type { Attach } from './attaching.ts';
import { type Filling, FillingContext, type PlaceNode, useFilling } from './context.ts';
import { anchorId, controlId, explain, FieldView } from './FieldView.tsx';
import { type Typed, withInstance, withoutInstance } from './paths.ts';
import { Rich } from './rich.tsx';
import { type Cut, cuts, type Parts, silent, useParts } from './use-parts.ts';

export interface FormViewProps {
  definition: FormDefinition;
  /** As typed so far: texts of the controls, or answers as they are kept. Hidden ones stay, so that nothing is lost. */
  typed: Typed;
  /** `now` and the installation's code lists. */
  context: Omit<FormContext, 'lang'>;
  t: Translate;
  /** Of the reader. */
  language: string;
  /** Of the form's own texts; one of `definition.languages`. */
  formLanguage: string;
  onLanguage?: (language: string) => void;
  /** Said at the top and beside each field. */
  problems?: readonly FieldProblem[];
  /** How often it was tried to save: at each new try the first problem has the focus. */
  attempt?: number;
  /** Absent without script. */
  onChange?: (typed: Typed) => void;
  places?: readonly PlaceNode[];
  attach?: Attach;
  drawFile?: (file: Attachment) => ComponentChildren;
  covered?: readonly string[];
}

const none: readonly never[] = [];

/**
 * A form from its definition. With `onChange` it lives: what is asked follows what is answered. Without, it is a plain
 * HTML form whose controls are named by their paths, with a button that shows what the answers so far call for
 * (`readPlainForm` reads it). The element around it and the button that saves are the page's.
 */
export function FormView(props: FormViewProps): JSX.Element {
  const { definition, typed, context, t, formLanguage, problems = none, onChange } = props;
  const inLanguage = useMemo(() => ({ ...context, lang: formLanguage }), [context, formLanguage]);
  const state = useMemo(() => evaluate(definition, typed, inLanguage), [definition, typed, inLanguage]);
  const filling: Filling = {
    definition,
    context: inLanguage,
    state,
    typed,
    problems,
    t,
    language: props.language,
    formLanguage,
    places: props.places ?? none,
    covered: props.covered ?? none,
    marks: marksOf(state),
    change: onChange,
    attach: props.attach,
    drawFile: props.drawFile,
  };
  const sections = definition.items.filter(
    (item): item is Group | Repeat =>
      item.kind !== 'field' && state.at(item.name)?.shown === true && item.label !== undefined,
  );
  const parts = useParts(definition, state);
  return (
    <FillingContext.Provider value={filling}>
      <div class="form">
        <Languages {...props} />
        <Summary attempt={props.attempt ?? 0} reach={parts.reach} />
        {onChange && sections.length > 2 && (
          <label class="form-language small">
            <span class="soft">{t('form.parts.show')}</span>
            <select value={parts.by} onChange={(event) => parts.cut(event.currentTarget.value as Cut)}>
              {cuts.map((cut) => (
                <option key={cut} value={cut} selected={cut === parts.by}>
                  {t(`form.parts.${cut}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        <div class={sections.length > 2 ? 'form-body form-sectioned' : 'form-body'}>
          {sections.length > 2 && <Sections sections={sections} reach={parts.reach} />}
          <div class="form-items">
            {parts.at !== undefined && (
              <p ref={parts.head} tabIndex={-1} class="small soft">
                {t(parts.by === 'question' ? 'form.parts.question.where' : 'form.parts.where', {
                  number: parts.at + 1,
                  count: parts.count,
                })}
              </p>
            )}
            <Items items={parts.items} prefix="" level={2} />
            {parts.at !== undefined && (
              <div class="actions">
                {parts.at > 0 && (
                  <button type="button" class="btn" onClick={() => parts.turn(parts.at! - 1)}>
                    {t('form.parts.back')}
                  </button>
                )}
                {parts.at < parts.count - 1 && (
                  <button type="button" class="btn" onClick={() => parts.turn(parts.at! + 1)}>
                    {t('form.parts.next')}
                  </button>
                )}
              </div>
            )}
            {!onChange && (
              <button type="submit" class="btn" name="_action" value="update">
                {t('form.update')}
              </button>
            )}
          </div>
        </div>
      </div>
    </FillingContext.Provider>
  );
}

function marksOf({ items }: FormState): Filling['marks'] {
  const fields = items.filter(({ item, shown, readOnly }) => item.kind === 'field' && shown && !readOnly);
  return fields.filter(({ required }) => required).length * 2 > fields.length ? 'optional' : 'required';
}

function Languages({ definition, formLanguage, onLanguage, t }: FormViewProps): JSX.Element | null {
  if (definition.languages.length < 2) return null;
  const nameOf = (code: string): string => languages.find((one) => one.code === code)?.name ?? code;
  return (
    <label class="form-language small">
      <span class="soft">{t('form.language')}</span>
      <select name="_language" value={formLanguage} onChange={(event) => onLanguage?.(event.currentTarget.value)}>
        {definition.languages.map((code) => (
          <option key={code} value={code} lang={code} selected={code === formLanguage}>
            {nameOf(code)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Everything that is to be put right, in one place. */
function Summary({ attempt, reach }: { attempt: number; reach: Parts['reach'] }): JSX.Element | null {
  const filling = useFilling();
  const { problems, state, t, definition } = filling;
  const first = problems[0]?.path;
  useEffect(() => {
    if (attempt > 0 && first !== undefined) reach(first, () => focusField(first));
    // Only a new try moves the focus: while problems are put right one by one, it stays where it is.
  }, [attempt]);
  if (problems.length === 0) return null;
  const labelOf = (path: string): string => {
    const item = state.at(path)?.item;
    return (item && state.say(item.label, path)) ?? say(undefined, '', definition.defaultLanguage) ?? path;
  };
  return (
    <section class="note risk form-summary" role="alert">
      <p class="strong">{t('form.problems', { count: problems.length })}</p>
      <ol>
        {problems.map((problem, index) => (
          <li key={index}>
            <a
              href={`#${anchorId(problem.path)}`}
              onClick={(event) => {
                event.preventDefault();
                reach(problem.path, () => focusField(problem.path));
              }}
            >
              <Rich text={labelOf(problem.path)} />
            </a>{' '}
            {explain(problem, filling)}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Puts the focus where a field is filled in. */
function focusField(path: string): void {
  const anchor = document.getElementById(anchorId(path));
  const control =
    document.getElementById(controlId(path)) ?? anchor?.querySelector<HTMLElement>('input, select, textarea, button');
  anchor?.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}

/** Where one is in a long form, and what is still missing there. */
function Sections({ sections, reach }: { sections: readonly (Group | Repeat)[]; reach: Parts['reach'] }): JSX.Element {
  const { state, t, problems, definition, formLanguage } = useFilling();
  return (
    <nav class="form-sections" aria-label={t('form.sections')}>
      <ol>
        {sections.map((section) => {
          const missing = missingIn(section.items, state, problems);
          return (
            <li key={section.name}>
              <a
                href={`#${anchorId(section.name)}`}
                onClick={(event) => {
                  event.preventDefault();
                  reach(section.name, () => document.getElementById(anchorId(section.name))?.focus());
                }}
              >
                {say(section.label, formLanguage, definition.defaultLanguage)}
              </a>
              {missing > 0 && (
                <span class="num small soft" title={t('form.missing', { count: missing })}>
                  <span aria-hidden="true">{missing}</span>
                  <span class="unseen">{t('form.missing', { count: missing })}</span>
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function missingIn(items: readonly Item[], state: Filling['state'], problems: readonly FieldProblem[]): number {
  let missing = 0;
  for (const item of items) {
    if (item.kind === 'group') missing += missingIn(item.items, state, problems);
    else if (item.kind === 'field') {
      const one = state.at(item.name);
      if (
        one?.shown &&
        !silent.includes(item.type) &&
        ((one.required && one.value === undefined) || problems.some(({ path }) => path === one.path))
      )
        missing++;
    }
  }
  return missing;
}

type Level = 2 | 3 | 4;

function Items({ items, prefix, level }: { items: readonly Item[]; prefix: string; level: Level }): JSX.Element {
  const { state } = useFilling();
  return (
    <>
      {items.map((item) => {
        const path = prefix + item.name;
        const one = state.at(path);
        if (!one?.shown) return null;
        if (item.kind === 'field') return <FieldView key={path} state={one} field={item} />;
        if (item.kind === 'repeat') return <RepeatView key={path} repeat={item} path={path} level={level} />;
        return <GroupView key={path} group={item} prefix={prefix} path={path} level={level} />;
      })}
    </>
  );
}

const deeper = (level: Level): Level => (level === 2 ? 3 : 4);

function Heading({ level, id, children }: { level: Level; id: string; children: JSX.Element | string }): JSX.Element {
  const Tag = `h${level}` as const;
  return (
    <Tag id={id} tabIndex={-1}>
      {children}
    </Tag>
  );
}

function GroupView({
  group,
  prefix,
  path,
  level,
}: {
  group: Group;
  prefix: string;
  path: string;
  level: Level;
}): JSX.Element {
  const { state } = useFilling();
  const said = state.say(group.label, path);
  if (!said) return <Items items={group.items} prefix={prefix} level={level} />;
  return (
    <section class={level === 2 ? 'form-group' : 'form-group form-inner'} aria-labelledby={anchorId(path)}>
      <Heading level={level} id={anchorId(path)}>
        <Rich text={said} />
      </Heading>
      <Items items={group.items} prefix={prefix} level={deeper(level)} />
    </section>
  );
}

function RepeatView({ repeat, path, level }: { repeat: Repeat; path: string; level: Level }): JSX.Element {
  const { state, t, change, typed, definition, context } = useFilling();
  const count = state.at(path)?.instances ?? 0;
  const said = state.say(repeat.label, path) ?? repeat.name;
  const free = repeat.count === undefined;
  return (
    <section class="form-group" aria-labelledby={anchorId(path)}>
      <Heading level={level} id={anchorId(path)}>
        <Rich text={said} />
      </Heading>
      <input type="hidden" name={`_count.${path}`} value={count} />
      {Array.from({ length: count }, (_, index) => (
        <fieldset key={index} class="form-instance">
          <legend>{t('form.instance', { what: said, number: index + 1 })}</legend>
          <Items items={repeat.items} prefix={`${path}.${index}.`} level={deeper(level)} />
          {free && (
            <button
              class="bare text small"
              type={change ? 'button' : 'submit'}
              name="_action"
              value={`remove ${path} ${index}`}
              onClick={change && (() => change(withoutInstance(typed, path, index)))}
            >
              {t('form.removeInstance', { what: said, number: index + 1 })}
            </button>
          )}
        </fieldset>
      ))}
      {free && (
        <button
          class="btn"
          type={change ? 'button' : 'submit'}
          name="_action"
          value={`add ${path}`}
          onClick={change && (() => change(withInstance(typed, path, definition, context)))}
        >
          + {t('form.addInstance', { what: said })}
        </button>
      )}
    </section>
  );
}
