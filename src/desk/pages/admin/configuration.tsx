import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import type { Refused } from '../../client.ts';
import { loadDefinitions } from '../../state/definitions.ts';
import { call } from '../../state/session.ts';
import { download } from '../../ui/download.ts';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal, Tag } from '../../ui/pieces.tsx';
import { Progress } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { asRefused, useWrite } from '../../use-call.ts';
import { number, t } from '../../words.ts';
import { base64 } from './bytes.ts';

type Imported = CallOutput<'configuration.import'>;

/** The whole configuration as one file: from a test installation to the real one. */
export function Configuration() {
  return (
    <div class="two">
      <TakeIn />
      <TakeOut />
    </div>
  );
}

function TakeOut() {
  const [problem, setProblem] = useState<Refused | undefined>();
  const [count, setCount] = useState<number | undefined>();
  return (
    <Card title={t('admin.takeOut')}>
      <div class="body">
        <p class="soft">{t('admin.takeOutWhat')}</p>
        <Refusal problem={problem} />
        <div class="actions">
          <button
            type="button"
            class="btn"
            onClick={async () => {
              try {
                setProblem(undefined);
                const made = await call('configuration.export', {});
                setCount(made.definitions);
                download(made.file, made.name);
              } catch (error) {
                setProblem(asRefused(error));
              }
            }}
          >
            <Icon name="download" /> {t('admin.takeOutGo')}
          </button>
          {count !== undefined && <span class="soft">{t('admin.definitions', { count })}</span>}
        </div>
      </div>
    </Card>
  );
}

function TakeIn() {
  const [file, setFile] = useState<string | undefined>();
  const [shown, setShown] = useState<Imported | undefined>();
  const take = useWrite('configuration.import');
  const look = async (chosen: File | undefined): Promise<void> => {
    setShown(undefined);
    setFile(undefined);
    if (!chosen) return;
    const content = base64(new Uint8Array(await chosen.arrayBuffer()));
    setFile(content);
    setShown(await take.run({ file: content, publish: false }));
  };
  const news = shown?.items.filter(({ change }) => change !== 'same') ?? [];
  return (
    <Card title={t('admin.takeIn')}>
      <div class="body">
        <p class="soft">{t('admin.takeInWhat')}</p>
        <Field label={t('admin.file')}>
          {(tied) => (
            <input
              {...tied}
              type="file"
              accept=".json"
              onChange={(event) => void look(event.currentTarget.files?.[0])}
            />
          )}
        </Field>
        {take.busy && <Progress text={t('admin.reading')} cancel={take.cancel} />}
        <Refusal problem={take.problem} />
        {shown && (
          <>
            <p class="strong">{t('admin.news', { count: news.length, same: shown.items.length - news.length })}</p>
            {shown.faults.length > 0 && (
              <ul class="error">
                {shown.faults.map((fault, index) => (
                  <li key={index}>
                    {fault.path} {fault.code}
                  </li>
                ))}
              </ul>
            )}
            <ul class="rows">
              {news.map((item) => (
                <li key={`${item.kind} ${item.code}`}>
                  <span>
                    {t(`admin.kinds.${item.kind}`)} <b>{item.code}</b>{' '}
                    <span class="num soft">{number(item.version)}</span>
                  </span>
                  <Tag tone={item.change === 'new' ? 'ok' : 'calm'}>{t(`admin.item.${item.change}`)}</Tag>
                </li>
              ))}
            </ul>
            <div class="actions">
              <button
                type="button"
                class="btn go"
                disabled={take.busy || shown.faults.length > 0 || news.length === 0 || shown.published}
                onClick={async () => {
                  const done = file !== undefined && (await take.run({ file, publish: true }));
                  if (!done) return;
                  setShown(done);
                  toast(t('admin.takenIn', { count: news.length }));
                  await loadDefinitions();
                }}
              >
                {t('admin.takeInGo', { count: news.length })}
              </button>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}
