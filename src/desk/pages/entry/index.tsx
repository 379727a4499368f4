import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { type Answers, type FormDefinition, say } from '../../../kernel/form/index.ts';
import { AnswersView } from '../../../view/form/index.ts';
import { useLive } from '../../live.ts';
import type { PageProps } from '../../routes.ts';
import { places } from '../../state/definitions.ts';
import { may } from '../../state/session.ts';
import { download } from '../../ui/download.ts';
import { drawFile } from '../../ui/kept-file.tsx';
import { Card, PageHead, Refusal } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { day, language, t, tx } from '../../words.ts';
import { Fill } from './fill.tsx';
import { codeList, formLanguageOf, useContextNow } from './form-context.ts';
import { Weighed } from './weighed.tsx';

type Entry = CallOutput<'entry.read'>;

/** A form to fill for a case, or one that was filled: to read, and to change in the version it was filled in. */
export default function EntryPage({ params }: PageProps) {
  return params.form === undefined ? (
    <Existing id={params.id ?? ''} />
  ) : (
    <Fresh caseId={params.id ?? ''} form={params.form} />
  );
}

function Fresh({ caseId, form }: { caseId: string; form: string }) {
  const called = useCall('definition.read', { kind: 'form', code: form });
  return (
    <Shown called={called} rows={8} page>
      {({ body, version }) => <Fill definition={body as unknown as FormDefinition} version={version} caseId={caseId} />}
    </Shown>
  );
}

function Existing({ id }: { id: string }) {
  const called = useCall('entry.read', { id });
  useLive(called.data && { caseId: called.data.caseId });
  const [changing, setChanging] = useState(false);
  return (
    <Shown called={called} rows={8} page>
      {(entry) =>
        changing ? (
          <Fill
            definition={entry.definition as unknown as FormDefinition}
            version={entry.version}
            caseId={entry.caseId}
            entry={entry}
            done={() => {
              setChanging(false);
              called.reload();
            }}
          />
        ) : (
          <Read entry={entry} change={() => setChanging(true)} />
        )
      }
    </Shown>
  );
}

function Read({ entry, change }: { entry: Entry; change: () => void }) {
  const definition = entry.definition as unknown as FormDefinition;
  const context = useContextNow();
  const formLanguage = formLanguageOf(definition, language());
  const standard = useWrite('entry.export');
  const take = async (format: 'json' | 'csv'): Promise<void> => {
    const made = await standard.run({ caseId: entry.caseId, format });
    if (made) download(made.file, made.name);
  };
  return (
    <div class={definition.assessment ? 'stack entry entry-weighed' : 'stack entry'}>
      <PageHead
        title={say(definition.title, language(), definition.defaultLanguage) ?? definition.code}
        sub={`${t('form.entry.fill', { day: day(entry.at, 'dayTime'), by: entry.by })} · ${t('form.entry.version', { version: entry.version })}`}
      >
        <a class="btn" href={`/desk/cases/${entry.caseId}`}>
          {t('form.entry.case')}
        </a>
        {may('case.write') && (
          <button type="button" class="btn go" onClick={change}>
            {t('form.entry.change')}
          </button>
        )}
      </PageHead>
      <Card>
        <div class="body">
          <AnswersView
            definition={definition}
            answers={entry.answers as unknown as Answers}
            context={context}
            codeList={codeList}
            places={places()}
            t={tx}
            language={language()}
            formLanguage={formLanguage}
            covered={entry.covered}
            drawFile={drawFile}
          />
        </div>
      </Card>
      <Weighed
        definition={definition}
        answers={entry.answers as unknown as Answers}
        context={context}
        covered={entry.covered}
      />
      {may('register.export') && (
        <div class="actions">
          <span class="soft">{t('form.entry.standard')}</span>
          {(['json', 'csv'] as const).map((format) => (
            <button
              key={format}
              type="button"
              class="btn small"
              disabled={standard.busy}
              onClick={() => void take(format)}
            >
              HTCDS {format.toUpperCase()}
            </button>
          ))}
          <Refusal problem={standard.problem} />
        </div>
      )}
    </div>
  );
}
