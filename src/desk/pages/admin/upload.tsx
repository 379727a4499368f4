import { useRef, useState } from 'preact/hooks';
import type { CallInput, CallOutput } from '../../../core/contracts.ts';
import type { Refused } from '../../client.ts';
import { go } from '../../router.ts';
import { loadDefinitions } from '../../state/definitions.ts';
import { call } from '../../state/session.ts';
import { Field, SelectField } from '../../ui/field.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { Progress } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { asRefused, useWrite } from '../../use-call.ts';
import { t } from '../../words.ts';
import { base64, base64Json, type Kind, kindOf, mostBytes } from './bytes.ts';
import { kinds } from './definitions.tsx';
import { Preview } from './preview.tsx';

export type Previewed = CallOutput<'definition.preview'>;

/** Something new to publish, from a file. */
export function UploadPage() {
  return (
    <div class="stack">
      <p>
        <a href="/desk/admin/definitions">{t('admin.back')}</a>
      </p>
      <Card title={t('admin.upload')}>
        <div class="body">
          <p class="soft">{t('admin.uploadWhat')}</p>
          <Upload done={(kind, code) => go(`/desk/admin/definitions/${kind}/${encodeURIComponent(code)}`)} />
        </div>
      </Card>
    </div>
  );
}

interface UploadProps {
  /** Given when a known definition gets its next version. */
  kind?: Kind;
  code?: string;
  done: (kind: Kind, code: string) => void;
}

/** A file, then what it would change, then publish: nothing is published unseen. */
export function Upload({ kind: given, code, done }: UploadProps) {
  const [file, setFile] = useState<File | undefined>();
  const [kind, setKind] = useState<Kind>(given ?? 'form');
  const preview = usePreview();
  const large = file !== undefined && file.size > mostBytes;
  const look = async (): Promise<void> => {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    await preview.look({ kind, file: base64(bytes), fileName: file.name, ...(code !== undefined && { code }) });
  };
  return (
    <div class="stack">
      <form
        class="admin-upload"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <Field label={t('admin.file')} hint={t('admin.fileHint')}>
          {(tied) => (
            <input
              {...tied}
              type="file"
              accept=".xlsx,.csv,.json"
              onChange={(event) => {
                const chosen = event.currentTarget.files?.[0];
                setFile(chosen);
                preview.clear();
                if (chosen && !given) setKind(kindOf(chosen.name));
              }}
            />
          )}
        </Field>
        {!given && (
          <SelectField
            label={t('admin.meantAs')}
            value={kind}
            options={kinds.map((one) => ({ value: one, label: t(`admin.kinds.${one}`) }))}
            onInput={(one) => setKind(one as Kind)}
          />
        )}
        {large && <p class="error">{t('admin.tooLarge', { most: mostBytes / 1_000_000 })}</p>}
        <div class="actions">
          <button type="submit" class="btn go" disabled={!file || large || preview.busy}>
            {t('admin.preview')}
          </button>
        </div>
      </form>
      <PreviewArea preview={preview} kind={kind} done={done} />
    </div>
  );
}

export interface Previewing {
  busy: boolean;
  problem: Refused | undefined;
  previewed: Previewed | undefined;
  look: (input: CallInput<'definition.preview'>) => Promise<void>;
  clear: () => void;
  cancel: () => void;
}

/** Asks what a definition would change. Reading a large workbook takes a while and can be cancelled. */
export function usePreview(): Previewing {
  const [state, setState] = useState<{ busy: boolean; problem?: Refused; previewed?: Previewed }>({ busy: false });
  const stop = useRef<AbortController>(undefined);
  return {
    busy: state.busy,
    problem: state.problem,
    previewed: state.previewed,
    async look(input) {
      stop.current?.abort();
      const mine = new AbortController();
      stop.current = mine;
      setState({ busy: true });
      try {
        const previewed = await call('definition.preview', input, { signal: mine.signal });
        if (!mine.signal.aborted) setState({ busy: false, previewed });
      } catch (error) {
        if (!mine.signal.aborted) setState({ busy: false, problem: asRefused(error) });
      }
    },
    clear: () => setState({ busy: false }),
    cancel: () => {
      stop.current?.abort();
      setState({ busy: false });
    },
  };
}

/** The preview of something that was edited here instead of uploaded: the same way to publication. */
export const previewInput = (kind: Kind, code: string, body: unknown): CallInput<'definition.preview'> => ({
  kind,
  code,
  file: base64Json(body),
  fileName: `${code}.json`,
});

interface AreaProps {
  preview: Previewing;
  kind: Kind;
  done: (kind: Kind, code: string) => void;
}

export function PreviewArea({ preview, kind, done }: AreaProps) {
  const publish = useWrite('definition.publish');
  const { previewed } = preview;
  return (
    <>
      {preview.busy && <Progress text={t('admin.reading')} cancel={preview.cancel} />}
      <Refusal problem={preview.problem} />
      {previewed && (
        <Preview kind={kind} previewed={previewed}>
          <Refusal problem={publish.problem} />
          <div class="actions">
            <button
              type="button"
              class="btn go"
              disabled={!previewed.publishable || publish.busy}
              onClick={async () => {
                const { code, body, version } = previewed;
                if (!(await publish.run({ kind, code, body, version }))) return;
                toast(t('admin.published_', { version }));
                await loadDefinitions();
                done(kind, code);
              }}
            >
              {t('admin.publish', { version: previewed.version })}
            </button>
            {!previewed.publishable && <span class="soft">{t('admin.notPublishable')}</span>}
          </div>
        </Preview>
      )}
    </>
  );
}
