import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallInput, CallOutput } from '../../../core/contracts.ts';
import { ageBands, uuidv7 } from '../../../kernel/index.ts';
import { finishKeys, isFinish } from '../../keys.ts';
import { go, place } from '../../router.ts';
import { codes, ownProgrammes } from '../../state/definitions.ts';
import { call, may } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { type Chip, ChipChoice, ChipChoices } from '../../ui/chips.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PersonName, PersonSearch, type PersonSummary, personFacts } from '../../ui/person-search.tsx';
import { DraftNote, FlagNote, PageHead, Refusal } from '../../ui/pieces.tsx';
import { AboutCountry } from '../../ui/profile.tsx';
import { RecruiterLookup } from '../../ui/recruiter.tsx';
import { Loading } from '../../ui/states.tsx';
import { localTime } from '../../ui/tasks.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { filled, problemAt, useDraft } from '../../use-form.ts';
import { ageBandText, language, t, told } from '../../words.ts';
import { OpenCase } from './open-case.tsx';

interface Typed {
  id: string;
  programme: string;
  channel: string;
  topic: string;
  destination: string;
  sex: string;
  ageBand: string;
  answered: string;
  signs: string[];
  note: string;
  /** Local time, when it was not now. */
  at: string;
  person?: PersonSummary;
}

const blank = (programme: string): Typed => ({
  id: uuidv7(),
  programme,
  channel: '',
  topic: '',
  destination: '',
  sex: '',
  ageBand: '',
  answered: 'yes',
  signs: [],
  note: '',
  at: '',
});

/** Chips of a code list, with the keys of the reader's language. */
export const chipsOf = (list: string): Chip[] =>
  codes(list).map((item) => ({
    value: item.code,
    label: told(item.label),
    key: item.key?.[language()] ?? item.key?.en,
  }));

/** More than this many are a list to choose from; chips are for what the eye takes in at once. */
const mostChips = 12;

const toInput = ({ at, person, answered, ...typed }: Typed): CallInput<'enquiry.record'> =>
  ({
    ...filled(typed),
    answered: answered === 'yes',
    ...(person && { personId: person.id }),
    ...(at !== '' && { at: new Date(at).toISOString() }),
  }) as CallInput<'enquiry.record'>;

/** A contact recorded in half a minute, with the keyboard alone. */
export default function EnquiryPage() {
  const offered = ownProgrammes();
  const draft = useDraft<Typed>('enquiry.new', blank(offered[0]?.code ?? ''));
  const { value: typed, change } = draft;
  const set = (part: Partial<Typed>) => change((before) => ({ ...before, ...part }));
  const record = useWrite('enquiry.record');
  const [opening, setOpening] = useState(false);
  const [missing, setMissing] = useState<string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const flags = useFlags(typed);
  const asked = useStore(place).query.get('person');
  const known = useCall('person.read', asked && may('person.read') ? { id: asked } : undefined);
  useEffect(() => {
    // Whoever came from somebody's page means them; what was typed before stays.
    if (draft.ready && known.data) set({ person: known.data.person });
  }, [draft.ready, known.data]);

  useEffect(() => {
    if (draft.ready) form.current?.querySelector<HTMLInputElement>('input')?.focus();
  }, [draft.ready]);

  if (!draft.ready) return <Loading rows={6} />;

  const complete = (): boolean => {
    const blanks = (['channel', 'topic'] as const).filter((name) => typed[name] === '');
    setMissing(blanks);
    if (blanks.length > 0) form.current?.querySelector<HTMLInputElement>(`[data-field="${blanks[0]}"] input`)?.focus();
    return blanks.length === 0;
  };
  // Its id is the call's as well: sent again, after a reload with its case half opened, it is the same enquiry.
  const send = () => record.run(toInput(typed), typed.id);
  const finish = async () => {
    if (record.busy || !complete()) return;
    if (await send()) recorded();
  };
  const recorded = () => {
    toast(t('desk.enquiry.saved'));
    draft.done(blank(typed.programme));
    form.current?.querySelector<HTMLInputElement>('input')?.focus();
  };
  const openCase = async () => {
    if (record.busy || !complete()) return;
    if (await send()) setOpening(true);
  };
  const at = (path: string) =>
    missing.includes(path) && typed[path as 'channel' | 'topic'] === ''
      ? { path, code: 'required' }
      : problemAt(record.problem?.fields, path);
  const destinations = chipsOf('destination');

  return (
    <div class="stack">
      <PageHead title={t('desk.enquiry.title')} sub={t('desk.enquiry.lead')}>
        <DraftNote keptAt={draft.keptAt} />
      </PageHead>
      <section class="card">
        <form
          ref={form}
          onSubmit={(event) => {
            event.preventDefault();
            void finish();
          }}
          onKeyDown={(event) => {
            if (!isFinish(event)) return;
            event.preventDefault();
            void finish();
          }}
        >
          <div class="halves">
            <div class="stack">
              <div data-field="channel">
                <ChipChoice
                  label={t('desk.enquiry.channel')}
                  chips={chipsOf('channel')}
                  value={typed.channel}
                  onInput={(channel) => set({ channel })}
                  problem={at('channel')}
                />
              </div>
              <div data-field="topic">
                <ChipChoice
                  label={t('desk.enquiry.topic')}
                  chips={chipsOf('topic')}
                  value={typed.topic}
                  onInput={(topic) => set({ topic })}
                  problem={at('topic')}
                />
              </div>
              {destinations.length > mostChips ? (
                <SelectField
                  label={t('desk.enquiry.destination')}
                  blank={t('desk.enquiry.unknown')}
                  value={typed.destination}
                  onInput={(destination) => set({ destination })}
                  options={destinations}
                  problem={at('destination')}
                />
              ) : (
                <ChipChoice
                  label={t('desk.enquiry.destination')}
                  clearable
                  chips={destinations}
                  value={typed.destination}
                  onInput={(destination) => set({ destination })}
                  problem={at('destination')}
                />
              )}
              <div class="grid">
                <ChipChoice
                  label={t('desk.enquiry.sex')}
                  clearable
                  chips={(['female', 'male', 'other'] as const).map((value) => ({
                    value,
                    label: t(`desk.sex.${value}`),
                  }))}
                  value={typed.sex}
                  onInput={(sex) => set({ sex })}
                />
                <ChipChoice
                  label={t('desk.enquiry.ageBand')}
                  clearable
                  chips={ageBands.map((value) => ({ value, label: ageBandText(value) }))}
                  value={typed.ageBand}
                  onInput={(ageBand) => set({ ageBand })}
                />
              </div>
            </div>
            <div class="stack">
              <TextArea
                label={t('desk.enquiry.note')}
                value={typed.note}
                onInput={(note) => set({ note })}
                problem={at('note')}
              />
              {codes('sign').length > 0 && (
                <ChipChoices
                  label={t('desk.enquiry.signs')}
                  hint={t('desk.enquiry.signsHint')}
                  chips={chipsOf('sign')}
                  value={typed.signs}
                  onInput={(signs) => set({ signs })}
                />
              )}
              {may('case.read') && (
                <details class="why">
                  <summary>{t('recruitment.recruiter.check')}</summary>
                  <RecruiterLookup destination={typed.destination || undefined} />
                </details>
              )}
              <div aria-live="polite">
                <FlagNote flags={flags} />
              </div>
              <ChipChoice
                label={t('desk.enquiry.answered')}
                chips={[
                  { value: 'yes', label: t('desk.enquiry.answered.yes') },
                  { value: 'no', label: t('desk.enquiry.answered.no') },
                ]}
                value={typed.answered}
                onInput={(answered) => set({ answered })}
              />
              <Who
                person={typed.person}
                onChange={(person) => change(({ person: _, ...before }) => (person ? { ...before, person } : before))}
              />
              {offered.length > 1 && (
                <SelectField
                  label={t('desk.enquiry.programme')}
                  value={typed.programme}
                  onInput={(programme) => set({ programme })}
                  options={offered.map((one) => ({ value: one.code, label: told(one.title) }))}
                />
              )}
              <details class="why">
                <summary>{t('desk.enquiry.earlier')}</summary>
                <TextField
                  label={t('desk.enquiry.at')}
                  type="datetime-local"
                  value={typed.at}
                  onInput={(when) => set({ at: when > localTime(new Date()) ? '' : when })}
                  problem={at('at')}
                />
              </details>
            </div>
          </div>
          <Refusal problem={record.problem} />
          <div class="actions">
            <button type="submit" class="btn go" disabled={record.busy}>
              {typed.answered === 'yes' ? t('desk.enquiry.close') : t('desk.enquiry.keepOpen')}{' '}
              <span class="key" aria-hidden="true">
                {finishKeys()}
              </span>
            </button>
            {may('case.write') && (
              <button type="button" class="btn" disabled={record.busy} onClick={() => void openCase()}>
                <Icon name="cases" /> {t('desk.enquiry.openCase')}
              </button>
            )}
            {draft.keptAt && (
              <button type="button" class="btn plain push" onClick={() => draft.done(blank(typed.programme))}>
                {t('desk.draft.discard')}
              </button>
            )}
          </div>
        </form>
      </section>
      {typed.destination !== '' && may('case.read') && <AboutCountry destination={typed.destination} />}
      {opening && (
        <OpenCase
          enquiryId={typed.id}
          person={typed.person}
          onClose={() => {
            // The enquiry itself is recorded by now; only the case was given up.
            setOpening(false);
            recorded();
          }}
          onOpened={(caseId) => {
            draft.done(blank(typed.programme));
            go(`/desk/cases/${caseId}`);
          }}
        />
      )}
    </div>
  );
}

/** Anonymous unless somebody is linked; a link is found by searching, never typed. */
function Who({
  person,
  onChange,
}: {
  person: PersonSummary | undefined;
  onChange: (person: PersonSummary | undefined) => void;
}) {
  const [linking, setLinking] = useState(false);
  if (person)
    return (
      <div class="note">
        <div>
          <PersonName person={person} />
          <p class="small">{personFacts(person)}</p>
        </div>
        <button type="button" class="bare text" onClick={() => onChange(undefined)}>
          {t('desk.enquiry.makeAnonymous')}
        </button>
      </div>
    );
  if (!may('person.read')) return <p class="soft small">{t('desk.enquiry.anonymous')}</p>;
  if (!linking)
    return (
      <p class="soft small">
        {t('desk.enquiry.anonymous')}{' '}
        <button type="button" class="bare text" onClick={() => setLinking(true)}>
          {t('desk.enquiry.link')}
        </button>
      </p>
    );
  return (
    <PersonSearch
      label={t('desk.enquiry.link')}
      placeholder={t('desk.search.placeholder')}
      onChoose={onChange}
      autofocus
    />
  );
}

type Flags = CallOutput<'enquiry.weigh'>['flags'];

/** What the answers so far would raise. Asked while typing, kept nowhere; when the network is away it stays silent. */
function useFlags(typed: Typed): Flags {
  const [flags, setFlags] = useState<Flags>([]);
  const { programme, channel, topic, destination, sex, ageBand, signs } = typed;
  const key = JSON.stringify({ programme, channel, topic, destination, sex, ageBand, signs });
  useEffect(() => {
    const { programme: code, ...answers } = JSON.parse(key) as Pick<
      Typed,
      'programme' | 'channel' | 'topic' | 'destination' | 'sex' | 'ageBand' | 'signs'
    >;
    if (answers.topic === '' && answers.signs.length === 0) return setFlags([]);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      call('enquiry.weigh', { programme: code, answers: filled(answers) }, { signal: stop.signal, quiet: true }).then(
        (answer) => setFlags(answer.flags),
        () => undefined,
      );
    }, 200);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key]);
  return flags;
}
