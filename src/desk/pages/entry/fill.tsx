import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { type Answers, type FormDefinition, initialAnswers, say, validate } from '../../../kernel/form/index.ts';
import { type FieldProblem, uuidv7 } from '../../../kernel/index.ts';
import { type Attach, FormView, reconcileAnswers, sayAnswer, type Typed, valueAt } from '../../../view/form/index.ts';
import { attachTo } from '../../attach.ts';
import type { Refused } from '../../client.ts';
import { go } from '../../router.ts';
import { places } from '../../state/definitions.ts';
import { whileWriting } from '../../state/saving.ts';
import { call } from '../../state/session.ts';
import { Conflict } from '../../ui/conflict.tsx';
import { drawFile } from '../../ui/kept-file.tsx';
import { Card, DraftNote, FlagNote, PageHead, Refusal } from '../../ui/pieces.tsx';
import { Loading } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { asRefused, forgetSeen } from '../../use-call.ts';
import { useDraft } from '../../use-form.ts';
import { language, t, tx } from '../../words.ts';
import { codeList, fieldNamed, formLanguageOf, useContextNow } from './form-context.ts';
import { Weighed } from './weighed.tsx';

type Entry = CallOutput<'entry.read'>;

interface FillProps {
  definition: FormDefinition;
  version: number;
  caseId: string;
  entry?: Entry;
  done?: () => void;
}

/** A draft remembers what it began from: so a colleague's change is told from mine. */
interface Begun {
  /** Of an entry that is still to be saved: whoever saves it again, after an answer that was lost, saves the same one. */
  id?: string;
  base: Answers;
  revision?: number;
  typed: Typed;
  formLanguage?: string;
}
/** The last try to save: what was wrong with it, and what was typed then. */
interface Tried {
  attempt: number;
  problems: FieldProblem[];
  typed: Typed;
  by: 'form' | 'server';
}
/** My answers and a colleague's over one entry. */
interface Meeting {
  now: Entry;
  before: Answers;
  mine: Answers;
  merged: Answers;
  names: string[];
}

/** A form as it is filled or changed: what is typed is a draft, and what a colleague wrote meanwhile is brought together with it. */
export function Fill({ definition, version, caseId, entry, done }: FillProps) {
  const context = useContextNow();
  const start = useMemo((): Begun => {
    const base = (entry?.answers as unknown as Answers | undefined) ?? initialAnswers(definition, context);
    return { base, typed: base, ...(entry ? { revision: entry.revision } : { id: uuidv7() }) };
  }, [definition, entry, context]);
  const draft = useDraft<Begun>(entry ? `entry.${entry.id}` : `entry.${caseId}.${definition.code}`, start);
  const [tried, setTried] = useState<Tried>({ attempt: 0, problems: [], typed: {}, by: 'form' });
  const [problem, setProblem] = useState<Refused | undefined>();
  const [busy, setBusy] = useState(false);
  const [conflict, setConflict] = useState<Meeting | undefined>();
  const [flags, setFlags] = useState<CallOutput<'entry.save'>['flags']>();
  const [sending, setSending] = useState(0);
  const attach = useMemo((): Attach => {
    const send = attachTo({ caseId, form: definition.code, version });
    return async (...file) => {
      setSending((count) => count + 1);
      try {
        return await send(...file);
      } finally {
        setSending((count) => count - 1);
      }
    };
  }, [caseId, definition, version]);
  const { typed, base, revision } = draft.value;
  const id = entry?.id ?? draft.value.id;
  const covered = entry?.covered ?? [];
  const formLanguage = draft.value.formLanguage ?? formLanguageOf(definition, language());
  const title = say(definition.title, language(), definition.defaultLanguage) ?? definition.code;
  const back = `/desk/cases/${caseId}`;

  const refuse = (by: Tried['by'], found: FieldProblem[]): void =>
    setTried(({ attempt }) => ({ attempt: attempt + 1, problems: found, typed, by }));
  const leave = (): void => (done ? done() : go(back));
  const write = async (answers: Answers, from: number | undefined, before: Answers): Promise<void> => {
    setConflict(undefined);
    setProblem(undefined);
    setBusy(true);
    try {
      const saved = await whileWriting(
        call('entry.save', {
          ...(id !== undefined && { id }),
          caseId,
          form: definition.code,
          version,
          ...(from !== undefined && { revision: from }),
          answers: answers as never,
        }),
      );
      forgetSeen();
      draft.done(entry ? start : { ...start, id: uuidv7() });
      if (saved.flags.length > 0) setFlags(saved.flags);
      else {
        toast(t('form.entry.saved'));
        leave();
      }
    } catch (error) {
      const refused = asRefused(error);
      if (refused.code === 'record.changed' && entry) await meet(answers, before);
      else if (refused.code === 'record.changed' && id !== undefined) await again(id, answers);
      else if (refused.fields.length > 0) refuse('server', refused.fields.map(unprefixed));
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  /** It was saved before, and the answer got lost: what is typed now goes over it. Nobody else knows this entry. */
  const again = async (known: string, answers: Answers): Promise<void> => {
    const now = await call('entry.read', { id: known }).catch((error: unknown) => setProblem(asRefused(error)));
    if (now) await write(answers, now.revision, answers);
  };
  const meet = async (mine: Answers, before: Answers): Promise<void> => {
    const now = await call('entry.read', { id: entry!.id }).catch((error: unknown) => setProblem(asRefused(error)));
    if (!now) return;
    const theirs = now.answers as unknown as Answers;
    const { merged, conflicts } = reconcileAnswers(before, mine, theirs);
    if (conflicts.length === 0) await write(merged, now.revision, theirs);
    else setConflict({ now, before, mine, merged, names: conflicts });
  };
  // Brought up to date while somebody writes: what a colleague wrote goes beside it. Where both wrote, saving asks.
  useEffect(() => {
    if (!entry || !draft.ready || revision === undefined || entry.revision <= revision) return;
    const theirs = entry.answers as unknown as Answers;
    const { merged, conflicts } = reconcileAnswers(base, typed as Answers, theirs);
    if (conflicts.length > 0) return;
    const next = { ...draft.value, base: theirs, typed: merged, revision: entry.revision };
    // Where nothing was typed there is no draft either.
    if (typed === base) draft.done(next);
    else draft.change(next);
  }, [entry, draft.ready]);
  const judge = () => {
    const judged = validate(definition, typed, context);
    const mine = judged.problems.filter(({ path }) => !covered.includes(path.slice(path.lastIndexOf('.') + 1)));
    return { answers: judged.answers, problems: mine };
  };
  const save = (): void => {
    const { answers, problems } = judge();
    refuse('form', problems);
    if (problems.length === 0) void write(answers, revision, base);
  };
  /** What was wrong at the last try and still is: a problem goes when it is put right, and none comes while typing. */
  const problems = useMemo(() => {
    if (tried.problems.length === 0) return tried.problems;
    const still = new Set(judge().problems.map(({ path }) => path));
    const touched = (path: string): boolean =>
      JSON.stringify(valueAt(typed, path)) !== JSON.stringify(valueAt(tried.typed, path));
    return tried.problems.filter(({ path }) => still.has(path) || (tried.by === 'server' && !touched(path)));
  }, [tried, typed]);

  if (!draft.ready) return <Loading rows={8} />;
  if (flags)
    return (
      <div class="stack">
        <PageHead title={title} sub={t('form.entry.flags')} />
        <FlagNote flags={flags} />
        <div class="actions">
          <a class="btn go" href={back}>
            {t('form.entry.case')}
          </a>
        </div>
      </div>
    );
  return (
    <div class={definition.assessment ? 'stack entry entry-weighed' : 'stack entry'}>
      <PageHead title={title} sub={t('form.entry.version', { version })}>
        <a class="btn" href={back}>
          {t('form.entry.case')}
        </a>
      </PageHead>
      {draft.restored && <p class="note calm">{t('form.entry.restored')}</p>}
      <Card>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (sending === 0) save();
          }}
        >
          <FormView
            definition={definition}
            typed={typed}
            context={context}
            t={tx}
            language={language()}
            formLanguage={formLanguage}
            onLanguage={(chosen) => draft.change((before) => ({ ...before, formLanguage: chosen }))}
            problems={problems}
            attempt={tried.attempt}
            onChange={(next) => draft.change((before) => ({ ...before, typed: next }))}
            places={places()}
            covered={covered}
            attach={attach}
            drawFile={drawFile}
          />
          <Refusal problem={problem} />
          <div class="actions form-actions">
            <button type="submit" class="btn go" disabled={busy || sending > 0}>
              {t('form.entry.save')}
            </button>
            {sending > 0 && <span class="small soft">{t('form.file.wait')}</span>}
            {done && (
              <button type="button" class="btn" onClick={done}>
                {t('form.entry.cancel')}
              </button>
            )}
            <DraftNote keptAt={draft.keptAt} />
            {draft.keptAt && (
              <button type="button" class="btn plain push" onClick={() => draft.done(start)}>
                {t('desk.draft.discard')}
              </button>
            )}
          </div>
        </form>
      </Card>
      <Weighed definition={definition} answers={typed} context={context} covered={covered} />
      {conflict && (
        <Choose
          meeting={conflict}
          definition={definition}
          formLanguage={formLanguage}
          busy={busy}
          close={() => setConflict(undefined)}
          decide={(answers) => void write(answers, conflict.now.revision, conflict.now.answers as unknown as Answers)}
        />
      )}
    </div>
  );
}

/** The server names fields from its input; the form from itself. */
const unprefixed = (problem: FieldProblem): FieldProblem => ({
  ...problem,
  path: problem.path.replace(/^answers\./, ''),
});

interface ChooseProps {
  meeting: Meeting;
  definition: FormDefinition;
  formLanguage: string;
  busy: boolean;
  close: () => void;
  decide: (answers: Answers) => void;
}

function Choose({ meeting, definition, formLanguage, busy, close, decide }: ChooseProps) {
  const theirs = meeting.now.answers as unknown as Answers;
  const saying = { definition, t: tx, language: language(), formLanguage, codeList, places: places() };
  const row = (name: string) => {
    const item = fieldNamed(definition, name);
    const shown = (answers: Answers): string =>
      item?.kind === 'field' ? sayAnswer(item, answers[name], saying) : JSON.stringify(answers[name] ?? null);
    return {
      field: name,
      label: say(item?.label, formLanguage, definition.defaultLanguage) ?? name,
      before: shown(meeting.before),
      mine: shown(meeting.mine),
      theirs: shown(theirs),
    };
  };
  return (
    <Conflict
      rows={meeting.names.map(row)}
      busy={busy}
      onClose={close}
      onDecide={(choices) => {
        const settled = new Map(Object.entries(meeting.merged));
        for (const name of meeting.names) {
          const answer = (choices[name] === 'theirs' ? theirs : meeting.mine)[name];
          if (answer === undefined) settled.delete(name);
          else settled.set(name, answer);
        }
        decide(Object.fromEntries(settled));
      }}
    />
  );
}
