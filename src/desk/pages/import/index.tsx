import { useState } from 'preact/hooks';
import { go } from '../../router.ts';
import { carryFile } from '../../state/carried.ts';
import { ownProgrammes } from '../../state/definitions.ts';
import { Field, SelectField, TextField } from '../../ui/field.tsx';
import { Card, PageHead, Refusal, Tag } from '../../ui/pieces.tsx';
import { Empty, Progress, Shown } from '../../ui/states.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, t, told } from '../../words.ts';
import { base64 } from '../admin/bytes.ts';
import { StandardImport } from './standard.tsx';

/** The server says so too. */
const mostBytes = 24_000_000;

/** Registers from elsewhere: a new one, those that came in, and files of the record standard. */
export default function ImportPage() {
  return (
    <div class="stack">
      <PageHead title={t('intake.title')} />
      <ReadRegister />
      <Registers />
      <details>
        <summary>{t('exchange.title')}</summary>
        <StandardImport />
      </details>
    </div>
  );
}

function ReadRegister() {
  const offered = ownProgrammes();
  const [file, setFile] = useState<File | undefined>();
  const [sender, setSender] = useState('');
  const [programme, setProgramme] = useState(offered[0]?.code ?? '');
  const write = useWrite('intake.upload');
  const large = file !== undefined && file.size > mostBytes;
  return (
    <Card title={t('intake.new')}>
      <form
        class="body stack"
        onSubmit={async (event) => {
          event.preventDefault();
          if (!file) return;
          const bytes = base64(new Uint8Array(await file.arrayBuffer()));
          const made = await write.run({ file: bytes, name: file.name, sender, programme });
          if (!made) return;
          carryFile(made.id, file);
          go(`/desk/import/${made.id}`);
        }}
      >
        <p class="soft">{t('intake.what')}</p>
        <Field
          label={t('exchange.file')}
          hint={t('intake.fileHint')}
          problem={problemAt(write.problem?.fields, 'file')}
        >
          {(tied) => (
            <input
              {...tied}
              type="file"
              accept=".xlsx,.xls,.ods,.csv,.tsv,.txt"
              onChange={(event) => {
                setFile(event.currentTarget.files?.[0]);
                write.clear();
              }}
            />
          )}
        </Field>
        <TextField
          label={t('intake.sender')}
          hint={t('intake.senderHint')}
          value={sender}
          onInput={setSender}
          required
          problem={problemAt(write.problem?.fields, 'sender')}
        />
        <SelectField
          label={t('desk.enquiry.programme')}
          value={programme}
          options={offered.map(({ code, title }) => ({ value: code, label: told(title) }))}
          onInput={setProgramme}
        />
        {large && <p class="error">{t('admin.tooLarge', { most: mostBytes / 1_000_000 })}</p>}
        <Refusal problem={write.problem} />
        {write.busy ? (
          <Progress text={t('intake.reading')} cancel={write.cancel} />
        ) : (
          <div class="actions">
            <button type="submit" class="btn go" disabled={!file || large || sender.trim() === ''}>
              {t('intake.read')}
            </button>
          </div>
        )}
      </form>
    </Card>
  );
}

function Registers() {
  const registers = useCall('intake.list', {});
  return (
    <Card title={t('intake.earlier')}>
      <Shown called={registers}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="file" title={t('intake.none')} />
          ) : (
            <ul class="rows">
              {items.map(({ id, sender, file, state, rows, taken, readAt }) => (
                <li key={id}>
                  <div>
                    {sender ? (
                      <a class="row-link" href={`/desk/import/${id}`}>
                        <bdi>{sender}</bdi>
                      </a>
                    ) : (
                      t('intake.forgotten')
                    )}
                    <p class="small soft">
                      {[file, day(readAt), t('intake.rowsTaken', { taken, rows })].filter(Boolean).join(' · ')}
                    </p>
                  </div>
                  <Tag {...(state === 'taken' && { tone: 'ok' as const })}>{t(`intake.state.${state}`)}</Tag>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}
