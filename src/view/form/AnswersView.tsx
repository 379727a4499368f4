import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import {
  type Answers,
  type Attachment,
  attachmentTypes,
  evaluate,
  type Field,
  type FormContext,
  type FormState,
  type Item,
} from '../../kernel/form/index.ts';
import { type Saying, sayAnswer } from './answer.ts';
import { fileOf } from './files.tsx';
import { Rich } from './rich.tsx';

export interface AnswersViewProps extends Saying {
  answers: Answers;
  context: Omit<FormContext, 'lang'>;
  covered?: readonly string[];
  /** Draws a file with the way to open it; absent, its name is all that is shown. */
  drawFile?: (file: Attachment) => ComponentChildren;
}

const silent: readonly string[] = ['note', 'hidden', 'stamp'];

/** A filled form to read: what was asked and answered, in the order of the form; a blank is said as one. */
export function AnswersView(props: AnswersViewProps): JSX.Element {
  const { definition, answers, context, formLanguage } = props;
  const state = useMemo(
    () => evaluate(definition, answers, { ...context, lang: formLanguage }),
    [definition, answers, context, formLanguage],
  );
  return (
    <div class="answers">
      <Section items={definition.items} prefix="" state={state} view={props} level={2} />
    </div>
  );
}

interface SectionProps {
  items: readonly Item[];
  prefix: string;
  state: FormState;
  view: AnswersViewProps;
  level: 2 | 3;
}

/** Runs of fields are one list; a group or an instance of a repeat begins a section of its own. */
function Section({ items, prefix, state, view, level }: SectionProps): JSX.Element {
  const parts: JSX.Element[] = [];
  let run: Field[] = [];
  const flush = (): void => {
    if (run.length > 0) parts.push(<Facts key={run[0]!.name} fields={run} prefix={prefix} state={state} view={view} />);
    run = [];
  };
  for (const item of items) {
    const path = prefix + item.name;
    const one = state.at(path);
    if (!one?.shown) continue;
    if (item.kind === 'field') {
      if (!silent.includes(item.type) && (item.label || item.type !== 'calculated')) run.push(item);
      continue;
    }
    flush();
    const Tag = `h${level}` as const;
    const said = state.say(item.label, path);
    const count = item.kind === 'repeat' ? (one.instances ?? 0) : 1;
    for (let index = 0; index < count; index++) {
      parts.push(
        <section key={`${path} ${index}`} class="answers-section">
          {said && (
            <Tag>
              <Rich text={said} /> {item.kind === 'repeat' && index + 1}
            </Tag>
          )}
          <Section
            items={item.items}
            prefix={item.kind === 'repeat' ? `${path}.${index}.` : prefix}
            state={state}
            view={view}
            level={3}
          />
        </section>,
      );
    }
  }
  flush();
  return <>{parts}</>;
}

function Facts({
  fields,
  prefix,
  state,
  view,
}: {
  fields: readonly Field[];
  prefix: string;
  state: FormState;
  view: AnswersViewProps;
}): JSX.Element {
  return (
    <dl class="answers-facts">
      {fields.map((field) => {
        const path = prefix + field.name;
        const hidden = view.covered?.includes(field.name);
        const value = state.at(path)?.value;
        const file = attachmentTypes.includes(field.type) ? fileOf(value) : undefined;
        return (
          <div key={path}>
            <dt lang={view.formLanguage}>
              <Rich text={state.say(field.label, path) ?? field.name} />
            </dt>
            <dd class={hidden || value === undefined ? 'soft' : undefined} dir="auto">
              {hidden
                ? view.t('form.coveredShort')
                : file && view.drawFile
                  ? view.drawFile(file)
                  : sayAnswer(field, value, view)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
