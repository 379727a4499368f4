import { useState } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import { base64 } from '../pages/admin/bytes.ts';
import { useWrite } from '../use-call.ts';
import { t } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { Refusal } from './pieces.tsx';
import { fieldText } from './states.tsx';
import { toast } from './toast.tsx';

type Call = 'rate.upload' | 'recruiter.upload';

/** A table from a spreadsheet: what it would change, cell by cell what is wrong, and only then the change. */
export function TableUpload({
  call,
  columns,
  onClose,
  onDone,
}: {
  call: Call;
  columns: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const [file, setFile] = useState<File | undefined>();
  const [tried, setTried] = useState<CallOutput<Call> | undefined>();
  const write = useWrite(call);
  const send = async (dryRun: boolean) =>
    file && write.run({ file: base64(new Uint8Array(await file.arrayBuffer())), dryRun });
  return (
    <Dialog title={t('recruitment.upload.open')} onClose={onClose} wide>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          setTried(await send(true));
        }}
      >
        <Field label={t('recruitment.upload.file')} hint={t('recruitment.upload.columns', { columns })}>
          {(tied) => (
            <input
              {...tied}
              type="file"
              accept=".csv,.xlsx"
              onChange={(event) => {
                setFile(event.currentTarget.files?.[0]);
                setTried(undefined);
                write.clear();
              }}
            />
          )}
        </Field>
        <Refusal problem={write.problem} />
        {tried && (
          <div role="status">
            <p>{t('recruitment.upload.rows', { rows: tried.rows, problems: tried.problems.length })}</p>
            <ul>
              {tried.problems.map(({ row, column, code, params = {} }) => (
                <li key={`${row} ${column}`}>
                  {t('recruitment.upload.at', { row, column })}: {fieldText({ path: column, code, params })}
                </li>
              ))}
            </ul>
          </div>
        )}
        <div class="actions">
          <button type="submit" class={tried ? 'btn' : 'btn go'} disabled={!file || write.busy}>
            {t('recruitment.upload.try')}
          </button>
          {tried && tried.problems.length === 0 && (
            <button
              type="button"
              class="btn go"
              disabled={write.busy}
              onClick={async () => {
                const done = await send(false);
                if (!done) return;
                if (done.problems.length > 0) return setTried(done);
                toast(t('recruitment.upload.kept'));
                onClose();
                onDone();
              }}
            >
              {t('recruitment.upload.keep')}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
