import { useRef, useState } from 'preact/hooks';
import type { CallInput } from '../../../core/contracts.ts';
import { go } from '../../router.ts';
import { carryFile, takeFile } from '../../state/carried.ts';
import { Field, SelectField } from '../../ui/field.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { Progress } from '../../ui/states.tsx';
import { useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { t } from '../../words.ts';
import { base64 } from '../admin/bytes.ts';
import type { Register } from './register.tsx';

type Encoding = NonNullable<CallInput<'intake.upload'>['encoding']>;
const encodings: Record<Encoding, true> = {
  'utf-8': true,
  'utf-16le': true,
  'utf-16be': true,
  'windows-1258': true,
  'windows-874': true,
  gb18030: true,
  'windows-1252': true,
};

/**
 * How the letters of a text were guessed. Whoever sees wrong ones says how it was written: the file is read anew, and what
 * was read before is discarded. The house keeps no file, so after a reload it is asked for again.
 */
export function EncodingOf({ register: { id, sender, file: name, plan, encoding, sheets } }: { register: Register }) {
  const [file, setFile] = useState(() => takeFile(id));
  const carried = useRef(file !== undefined);
  const [chosen, setChosen] = useState(encoding ?? '');
  const upload = useWrite('intake.upload');
  const discard = useWrite('intake.undo');
  const first = sheets[0]?.top.slice(0, 3) ?? [];
  const readAgain = async (): Promise<void> => {
    if (!file || !plan) return;
    const bytes = base64(new Uint8Array(await file.arrayBuffer()));
    const made = await upload.run({
      file: bytes,
      name: name ?? file.name,
      sender: sender ?? '',
      programme: plan.programme,
      encoding: chosen as Encoding,
    });
    if (!made || !(await discard.run({ id }))) return;
    carryFile(made.id, file);
    go(`/desk/import/${made.id}`, { replace: true });
  };
  return (
    <Card title={t('intake.letters')}>
      <form
        class="body stack"
        onSubmit={(event) => {
          event.preventDefault();
          void readAgain();
        }}
      >
        {first.map(({ row, cells }) => (
          <p key={row} class="small soft">
            <bdi>{cells.filter(Boolean).join(' | ').slice(0, 160)}</bdi>
          </p>
        ))}
        <SelectField
          label={t('intake.encoding')}
          hint={t('intake.encodingHint')}
          value={chosen}
          options={(Object.keys(encodings) as Encoding[]).map((value) => ({
            value,
            label: t(`intake.encoding.${value}`),
          }))}
          onInput={setChosen}
        />
        {chosen !== encoding && !carried.current && (
          <Field label={t('exchange.file')} problem={problemAt(upload.problem?.fields, 'file')}>
            {(tied) => (
              <input
                {...tied}
                type="file"
                accept=".csv,.tsv,.txt"
                onChange={(event) => setFile(event.currentTarget.files?.[0])}
              />
            )}
          </Field>
        )}
        <Refusal problem={upload.problem ?? discard.problem} />
        {upload.busy || discard.busy ? (
          <Progress text={t('intake.reading')} cancel={upload.cancel} />
        ) : (
          chosen !== encoding && (
            <div class="actions">
              <button type="submit" class="btn go" disabled={!file}>
                {t('intake.readAgain')}
              </button>
            </div>
          )
        )}
      </form>
    </Card>
  );
}
