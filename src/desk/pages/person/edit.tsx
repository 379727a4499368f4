import { useState } from 'preact/hooks';
import type { Refused } from '../../client.ts';
import { label, placeLabel } from '../../state/definitions.ts';
import { whileWriting } from '../../state/saving.ts';
import { call } from '../../state/session.ts';
import { Conflict } from '../../ui/conflict.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { languageName } from '../../ui/languages.ts';
import { AboutFields, ReachingFields } from '../../ui/person-fields.tsx';
import { DraftNote, Refusal } from '../../ui/pieces.tsx';
import { Loading } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { asRefused, forgetSeen } from '../../use-call.ts';
import { problemAt, useDraft } from '../../use-form.ts';
import { partialDate, t } from '../../words.ts';
import {
  amendment,
  changedFields,
  type FieldName,
  type PersonRead,
  pick,
  reconcile,
  type Typed,
  typedOf,
} from './amend.ts';

interface Props {
  record: PersonRead;
  reload: () => void;
  close: () => void;
}

/** A draft remembers the record it began from: what a colleague changed meanwhile is told from what I changed. */
interface Begun {
  base: Typed;
  typed: Typed;
}

/** My change and a colleague's, brought together over one record. */
interface Meeting {
  now: PersonRead;
  before: Typed;
  mine: Typed;
  merged: Typed;
  /** What somebody has to choose. */
  fields: FieldName[];
}

/** Changes a person. A colleague's change in between is shown field by field; nothing of either is lost. */
export function Edit({ record, reload, close }: Props) {
  const start = typedOf(record);
  const draft = useDraft<Begun>(`person.${record.person.id}`, { base: start, typed: start });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused | undefined>();
  const [conflict, setConflict] = useState<Meeting | undefined>();
  if (!draft.ready)
    return (
      <Dialog title={t('person.edit')} onClose={close}>
        <Loading rows={6} />
      </Dialog>
    );
  const { base, typed } = draft.value;
  const set = (part: Partial<Typed>): void =>
    draft.change((before) => ({ ...before, typed: { ...before.typed, ...part } }));

  const saved = (): void => {
    draft.done({ base: typed, typed });
    toast(t('person.saved'));
    close();
    reload();
  };
  /** Writes over the record `on`; when a colleague was quicker, reads it again and brings the two together. */
  const write = async (on: PersonRead, wanted: Typed): Promise<void> => {
    setConflict(undefined);
    setProblem(undefined);
    if (changedFields(typedOf(on), wanted).length === 0) return saved();
    setBusy(true);
    try {
      await whileWriting(call('person.amend', amendment(on, wanted)));
      forgetSeen();
      saved();
    } catch (error) {
      const refused = asRefused(error);
      if (refused.code !== 'record.changed') return setProblem(refused);
      const now = await call('person.read', { id: record.person.id }).catch((again: unknown) =>
        setProblem(asRefused(again)),
      );
      if (now) await meet(now, typedOf(on), wanted);
    } finally {
      setBusy(false);
    }
  };
  const meet = async (now: PersonRead, before: Typed, mine: Typed): Promise<void> => {
    const { merged, conflicts } = reconcile(before, mine, typedOf(now));
    if (conflicts.length === 0) await write(now, merged);
    else setConflict({ now, before, mine, merged, fields: conflicts });
  };
  const save = (): Promise<void> =>
    changedFields(base, typedOf(record)).length === 0 ? write(record, typed) : meet(record, base, typed);

  if (conflict) {
    const theirs = typedOf(conflict.now);
    return (
      <Conflict
        rows={conflict.fields.map((field) => ({
          field,
          label: labelOf(field),
          before: shown(field, conflict.before),
          mine: shown(field, conflict.mine),
          theirs: shown(field, theirs),
        }))}
        busy={busy}
        onClose={() => setConflict(undefined)}
        onDecide={(choices) => {
          const chosen = (which: 'mine' | 'theirs') => conflict.fields.filter((field) => choices[field] === which);
          const settled = pick(pick(conflict.merged, conflict.mine, chosen('mine')), theirs, chosen('theirs'));
          void write(conflict.now, settled);
        }}
      />
    );
  }
  const text = (field: 'name' | 'romanised' | 'callMe' | 'aliases') => ({
    label: labelOf(field),
    value: typed[field],
    onInput: (value: string) => set({ [field]: value }),
  });
  return (
    <Dialog title={t('person.edit')} onClose={close} wide>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {draft.restored && <p class="note calm">{t('person.restored')}</p>}
        <TextField
          {...text('name')}
          required
          hint={t('desk.register.nameHint')}
          problem={problemAt(problem?.fields, 'identity.name')}
        />
        <div class="grid">
          <TextField {...text('callMe')} />
          <TextField {...text('romanised')} />
          <TextField {...text('aliases')} />
        </div>
        <AboutFields value={typed} onInput={set} problems={problem?.fields} />
        <ReachingFields value={typed} onInput={set} />
        <Refusal problem={problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={busy || typed.name.trim() === ''}>
            {t('person.save')}
          </button>
          <DraftNote keptAt={draft.keptAt} />
          {draft.keptAt && (
            <button
              type="button"
              class="btn plain push"
              onClick={() => {
                draft.done({ base: start, typed: start });
                close();
              }}
            >
              {t('desk.draft.discard')}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** The field's own words, as in registering. */
function labelOf(field: FieldName): string {
  switch (field) {
    case 'sex':
      return t('desk.enquiry.sex');
    case 'nationalities':
      return t('desk.register.nationality');
    case 'mayCall':
      return t('desk.safe.mayCall');
    case 'hours':
      return t('desk.safe.hours');
    case 'elseAnswers':
      return t('desk.safe.else');
    case 'until':
      return t('desk.safe.until');
    case 'messages':
      return t('message.agree');
    case 'messagesFrom':
      return t('message.from');
    case 'messagesUntil':
      return t('message.until');
    default:
      return t(`desk.register.${field}`);
  }
}

/** A field's value in words. */
function shown(field: FieldName, typed: Typed): string {
  const value = typed[field];
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return t('person.blank');
  if (typeof value === 'object' && 'known' in value)
    return `${partialDate(value.value, true)} (${t('person.known', { known: value.known })})`;
  if (Array.isArray(value)) return value.map((code) => label('country', code)).join(', ');
  if (field === 'sex') return t(`desk.sex.${value as 'female' | 'male' | 'other'}`);
  if (field === 'mayCall') return t(`desk.safe.${value as 'yes' | 'onlyAsAgreed' | 'no'}`);
  if (field === 'messages') return languageName(value);
  if (field === 'place') return placeLabel(value);
  if (field === 'documentType') return label('documentType', value);
  return value;
}
