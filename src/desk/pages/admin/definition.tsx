import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import type { FormDefinition } from '../../../kernel/form/index.ts';
import type { CodeList, Role } from '../../../kernel/index.ts';
import type { Refused } from '../../client.ts';
import { call, may } from '../../state/session.ts';
import { download } from '../../ui/download.ts';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal, Tag } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { asRefused, useCall } from '../../use-call.ts';
import { t, told } from '../../words.ts';
import type { Kind } from './bytes.ts';
import { CodeListEditor } from './code-list-editor.tsx';
import { kinds } from './definitions.tsx';
import { Offer } from './offer.tsx';
import { Body } from './preview.tsx';
import { RoleEditor } from './role-editor.tsx';
import { Upload } from './upload.tsx';

type Read = CallOutput<'definition.read'>;

const isKind = (text: string): text is Kind => (kinds as readonly string[]).includes(text);

/** One definition: what it is now, its file to take away, and the ways to change it. */
export function DefinitionPage({ kind, code }: { kind: string; code: string }) {
  const called = useCall('definition.read', isKind(kind) ? { kind, code } : undefined);
  return <Shown called={called}>{(read) => <One read={read} reload={called.reload} />}</Shown>;
}

/** Formats in which each kind is taken away. */
const formats: Record<Kind, readonly ('xlsx' | 'csv' | 'json')[]> = {
  form: ['xlsx', 'json'],
  codeList: ['csv', 'json'],
  places: ['csv', 'json'],
  role: ['json'],
  programme: ['xlsx', 'json'],
  calendar: ['json'],
  message: ['json'],
  timer: ['json'],
  checklist: ['json'],
};

function One({ read, reload }: { read: Read; reload: () => void }) {
  const [changing, setChanging] = useState<'edit' | 'upload' | undefined>();
  const { kind, code, version, body } = read;
  const edits = kind === 'role' || kind === 'codeList';
  const title = titleOf(body);
  const finish = (): void => {
    setChanging(undefined);
    reload();
  };
  return (
    <div class="stack">
      <p>
        <a href="/desk/admin/definitions">{t('admin.back')}</a>
      </p>
      <Card
        title={
          <>
            {title || code} <Tag>{t(`admin.kinds.${kind}`)}</Tag>
          </>
        }
        aside={
          <span class="num">
            {code} · {t('admin.versionNumber', { version })}
          </span>
        }
      >
        <div class="body">
          <Downloads read={read} />
          {may('definition.publish') && !changing && (
            <div class="actions">
              {edits && (
                <button type="button" class="btn go" onClick={() => setChanging('edit')}>
                  {t('admin.edit')}
                </button>
              )}
              <button type="button" class={edits ? 'btn' : 'btn go'} onClick={() => setChanging('upload')}>
                {t('admin.uploadNext')}
              </button>
            </div>
          )}
          {changing === 'upload' && <Upload kind={kind} code={code} done={finish} />}
          {changing === 'edit' && kind === 'role' && (
            <RoleEditor role={body as unknown as Role} cancel={() => setChanging(undefined)} done={finish} />
          )}
          {changing === 'edit' && kind === 'codeList' && (
            <CodeListEditor list={body as unknown as CodeList} cancel={() => setChanging(undefined)} done={finish} />
          )}
        </div>
      </Card>
      {kind === 'form' && may('definition.publish') && !changing && <Offer form={code} />}
      {changing !== 'edit' && (
        <Card title={t('admin.now')}>
          <div class="body">
            <Body kind={kind} body={body} />
          </div>
        </Card>
      )}
    </div>
  );
}

const titleOf = (body: unknown): string => {
  const { title, label } = body as { title?: FormDefinition['title']; label?: Role['label'] };
  return told(title ?? label);
};

function Downloads({ read: { kind, code, version } }: { read: Read }) {
  const [problem, setProblem] = useState<Refused | undefined>();
  if (!may('definition.read')) return null;
  const take = async (format: 'xlsx' | 'csv' | 'json'): Promise<void> => {
    try {
      setProblem(undefined);
      const made = await call('definition.download', { kind, code, version, format });
      download(made.file, made.name);
    } catch (error) {
      setProblem(asRefused(error));
    }
  };
  return (
    <div class="actions">
      {formats[kind].map((format) => (
        <button key={format} type="button" class="btn small" onClick={() => void take(format)}>
          <Icon name="download" />{' '}
          {t(kind === 'programme' && format === 'xlsx' ? 'admin.format.stageFile' : `admin.format.${format}`)}
        </button>
      ))}
      <Refusal problem={problem} />
    </div>
  );
}
