import type { ComponentType, JSX } from 'preact';
import { attachmentTypes, type Field, type FieldType, type ItemState } from '../../kernel/form/index.ts';
import { type FieldProblem, sealedClasses } from '../../kernel/index.ts';
import { ChoiceControl, ChoicesControl, NamedCodeControl, RankControl, YesNoControl } from './choices.tsx';
import { type ControlProps, type Filling, useFilling } from './context.ts';
import { FileControl, SignatureControl } from './files.tsx';
import {
  DocumentControl,
  GeopointControl,
  HiddenControl,
  MoneyControl,
  NameControl,
  OrganisationControl,
  PartialDateControl,
} from './parts.tsx';
import { valueAt, withValue } from './paths.ts';
import { PlaceControl } from './place.tsx';
import { Rich } from './rich.tsx';
import {
  AcknowledgeControl,
  ComputedControl,
  DateControl,
  LineControl,
  LongTextControl,
  RangeControl,
} from './text.tsx';

/** One control for every type of field. `note` is drawn by `FieldView` itself. */
const controls: Record<Exclude<FieldType, 'note'>, ComponentType<ControlProps>> = {
  text: LineControl,
  longText: LongTextControl,
  integer: LineControl,
  decimal: LineControl,
  range: RangeControl,
  date: DateControl,
  partialDate: PartialDateControl,
  time: LineControl,
  dateTime: LineControl,
  yesNo: YesNoControl,
  choice: ChoiceControl,
  choices: ChoicesControl,
  rank: RankControl,
  place: PlaceControl,
  money: MoneyControl,
  phone: LineControl,
  email: LineControl,
  name: NameControl,
  organisation: OrganisationControl,
  country: NamedCodeControl,
  language: NamedCodeControl,
  document: DocumentControl,
  photo: FileControl,
  audio: FileControl,
  video: FileControl,
  file: FileControl,
  signature: SignatureControl,
  geopoint: GeopointControl,
  barcode: LineControl,
  calculated: ComputedControl,
  hidden: HiddenControl,
  acknowledge: AcknowledgeControl,
  stamp: HiddenControl,
};

/** Types whose answer is given in several controls: the label is a legend, and names their group. */
const grouped: readonly FieldType[] = [
  'yesNo',
  'choice',
  'choices',
  'rank',
  'name',
  'document',
  'geopoint',
  'money',
  'acknowledge',
  'signature',
];
const unseen: readonly FieldType[] = ['hidden', 'stamp'];

export const controlId = (path: string): string => `form-${path}`;
export const anchorId = (path: string): string => `field-${path}`;

/** What to do about a problem: the form author's own words, else the catalogue's. */
export function explain(problem: FieldProblem, { t, formLanguage }: Pick<Filling, 't' | 'formLanguage'>): string {
  const own = problem.message;
  return (own && (own[formLanguage] ?? Object.values(own)[0])) ?? t(`field.${problem.code}`, problem.params);
}

export function FieldView({ state, field }: { state: ItemState; field: Field }): JSX.Element | null {
  const filling = useFilling();
  const { t, typed, change, problems, covered, formLanguage } = filling;
  const { path } = state;
  const said = filling.state.say(field.label, path);
  if (field.type === 'note') {
    return (
      <div class="form-note" id={anchorId(path)} lang={formLanguage}>
        {said && <Rich text={said} />}
      </div>
    );
  }
  const value = valueAt(typed, path) ?? state.value;
  const set = (next: unknown): void => change?.(withValue(typed, path, next));
  const problem = problems.find((one) => one.path === path);
  const hint = filling.state.say(field.hint, path);
  const guidance = filling.state.say(field.guidance, path);
  const id = controlId(path);
  const described = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ');
  const tied = {
    id,
    name: path,
    'aria-describedby': described || undefined,
    'aria-invalid': problem ? true : undefined,
    'aria-required': state.required || undefined,
    disabled: state.readOnly,
  };
  const props: ControlProps = { state, field, value, set, tied };
  // XLSForm's `calculate` has no words: it serves other questions and is not one itself.
  if (field.type === 'calculated' && said === undefined) return null;
  if (unseen.includes(field.type)) return <HiddenControl {...props} />;
  const hidden = covered.includes(field.name);
  const Control =
    state.readOnly && !attachmentTypes.includes(field.type) && field.type === 'text'
      ? ComputedControl
      : controls[field.type];
  const label = (
    <>
      <span lang={formLanguage}>{said ? <Rich text={said} /> : field.name}</span>
      <Needed state={state} />
      <Badge field={field} />
    </>
  );
  const body = (
    <>
      {hint && (
        <div class="hint" id={`${id}-hint`} lang={formLanguage}>
          <Rich text={hint} />
        </div>
      )}
      {guidance && (
        <details class="form-guidance">
          <summary>{t('form.help')}</summary>
          <p lang={formLanguage}>
            <Rich text={guidance} />
          </p>
        </details>
      )}
      {hidden ? (
        <p class="form-covered" id={id} tabIndex={-1}>
          {t('form.covered')}
        </p>
      ) : (
        <Control {...props} />
      )}
      {problem && (
        <p class="error" id={`${id}-error`}>
          {explain(problem, filling)}
        </p>
      )}
    </>
  );
  // A choice shown as a search field is one control and has a label; in sight it is a group and has a legend.
  const single =
    field.type === 'choice' &&
    ((state.choices?.length ?? 0) > 12 || /minimal|autocomplete/.test(field.appearance ?? ''));
  if (grouped.includes(field.type) && !single && !hidden) {
    return (
      <fieldset
        class="field"
        id={anchorId(path)}
        aria-describedby={described || undefined}
        aria-invalid={problem ? true : undefined}
      >
        <legend>{label}</legend>
        {body}
      </fieldset>
    );
  }
  return (
    <div class="field" id={anchorId(path)}>
      <label for={id}>{label}</label>
      {body}
    </div>
  );
}

/** Marks whichever there are fewer of: the questions that must be answered, or those that need not be. */
function Needed({ state }: { state: ItemState }): JSX.Element | null {
  const { t, marks } = useFilling();
  if (state.readOnly || state.required !== (marks === 'required')) return null;
  return <span class="soft form-optional"> {t(`form.${marks}`)}</span>;
}

/** Says that an answer is sealed: what is written here only some roles read. */
function Badge({ field }: { field: Field }): JSX.Element | null {
  const { t } = useFilling();
  if (!(sealedClasses as readonly string[]).includes(field.class)) return null;
  return (
    <span class="form-badge" title={t('form.sealed')}>
      <svg viewBox="0 0 20 20" width="13" height="13" aria-hidden="true">
        <path d="M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9" />
      </svg>
      {t(`form.class.${field.class}`)}
    </span>
  );
}
