import { useRef, useState } from 'preact/hooks';
import type { Refused } from '../../client.ts';
import { call, session } from '../../state/session.ts';
import { ChipChoice } from '../../ui/chips.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { download, downloadBlob } from '../../ui/download.ts';
import { CheckField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { Progress } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { asRefused, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { language, number, t } from '../../words.ts';
import { standing } from './column-chooser.tsx';
import type { Look } from './look.ts';

/** The file speaks as the register does: its columns, and the values that no code list names. */
const columnWords = (): Record<string, string> => ({
  ...Object.fromEntries(ownColumns.map((code) => [code, t(`register.column.${code}`)])),
  ...Object.fromEntries((['female', 'male', 'other'] as const).map((sex) => [`sex.${sex}`, t(`desk.sex.${sex}`)])),
  'yesNo.true': t('register.is.true'),
  'yesNo.false': t('register.is.false'),
  code: t('register.code'),
});
const ownColumns = [
  'number',
  'personNumber',
  'personName',
  'programme',
  'stage',
  'channel',
  'topic',
  'destination',
  'sex',
  'ageBand',
  'team',
  'owner',
  'openedAt',
  'closedAt',
  'closingReason',
  'satisfaction',
  'flags',
  'place',
  'nationality',
  'lastContactAt',
] as const;

type Format = 'csv' | 'xlsx' | 'json' | 'htcds-xlsx' | 'htcds-csv' | 'htcds-json';

/** What the register shows as it is made and fetched: how far it is, and how to stop it. */
function useExport() {
  const [state, setState] = useState<{ busy: boolean; problem?: Refused; rows?: number; bytes?: number }>({
    busy: false,
  });
  const stop = useRef<AbortController>(undefined);
  const run = async (
    look: Look,
    how: { format: 'csv' | 'xlsx' | 'json'; hxl: boolean; codes: boolean; reason?: string },
  ) => {
    stop.current = new AbortController();
    setState({ busy: true });
    const read = session.get().me?.role.read ?? [];
    // What stands in the table, and what was put beside it.
    const columns = look.columns && [
      ...standing.filter(
        (code) =>
          (code !== 'personName' || read.includes('identity')) &&
          ((code !== 'sex' && code !== 'ageBand') || read.includes('statistical')),
      ),
      ...look.columns,
    ];
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    try {
      const { columns: _, ...rest } = look;
      const made = await call(
        'case.export',
        {
          ...rest,
          ...how,
          ...(columns && { columns: [...new Set(columns)] }),
          language: language(),
          words: columnWords(),
        },
        {
          signal: stop.current.signal,
          take: async (answer, said) => {
            const { rows } = said as { rows: number };
            setState({ busy: true, rows, bytes: 0 });
            const reader = answer.body!.getReader();
            for (let bytes = 0; ; ) {
              const { done, value } = await reader.read();
              if (done) return;
              chunks.push(value);
              bytes += value.length;
              setState({ busy: true, rows, bytes });
            }
          },
        },
      );
      downloadBlob(new Blob(chunks, { type: made.type }), made.name);
      setState({ busy: false });
      return made;
    } catch (error) {
      const problem = asRefused(error);
      setState(problem.code === 'call.cancelled' ? { busy: false } : { busy: false, problem });
      return undefined;
    }
  };
  return { ...state, run, cancel: () => stop.current?.abort() };
}

/** Exactly what the filters show, as a file; journalled, and of many people with a reason, after the password. Can be stopped. */
export function ExportRegister({ look, onClose }: { look: Look; onClose: () => void }) {
  const [format, setFormat] = useState<Format>('xlsx');
  const [named, setNamed] = useState(false);
  const [hxl, setHxl] = useState(false);
  const [codes, setCodes] = useState(false);
  const [reason, setReason] = useState('');
  const register = useExport();
  const standard = useWrite('case.exportStandard');
  const inStandard = format.startsWith('htcds-');
  const write = inStandard ? standard : register;
  return (
    <Dialog
      title={t('desk.export.title')}
      onClose={() => {
        write.cancel();
        onClose();
      }}
    >
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (inStandard) {
            const { columns: _, ...filters } = look;
            const made = await standard.run({ ...filters, format: format.slice(6) as 'csv', named, reason });
            if (!made) return;
            download(made.file, made.name);
            toast(t('desk.export.done', { count: made.cases }));
            if (made.unknownCodes > 0) toast(t('exchange.unknownCodes', { count: made.unknownCodes }));
          } else {
            const made = await register.run(look, {
              format: format as 'csv',
              hxl,
              codes,
              ...(reason.trim() !== '' && { reason }),
            });
            if (!made) return;
            toast(t('desk.export.done', { count: made.rows }));
          }
          onClose();
        }}
      >
        <p>{t('desk.export.what')}</p>
        <ChipChoice
          label={t('desk.export.format')}
          chips={[
            { value: 'xlsx', label: 'Excel (XLSX)' },
            { value: 'csv', label: 'CSV' },
            { value: 'json', label: 'JSON' },
            { value: 'htcds-xlsx', label: 'HTCDS 2.0 (XLSX)' },
            { value: 'htcds-csv', label: 'HTCDS 2.0 (CSV)' },
            { value: 'htcds-json', label: 'HTCDS 2.0 (JSON)' },
          ]}
          value={format}
          onInput={(next) => setFormat(next as Format)}
        />
        {inStandard ? (
          session.get().me?.role.read.includes('identity') && (
            <CheckField label={t('exchange.named')} checked={named} onInput={setNamed} />
          )
        ) : (
          <>
            <CheckField label={t('register.withCodes')} checked={codes} onInput={setCodes} />
            <CheckField label={t('register.withHxl')} checked={hxl} onInput={setHxl} />
          </>
        )}
        <TextField
          label={t('desk.export.reason')}
          hint={inStandard ? t('desk.export.journal') : `${t('desk.export.journal')} ${t('register.reasonWhen')}`}
          value={reason}
          onInput={setReason}
          required={inStandard}
          problem={problemAt(write.problem?.fields, 'reason')}
        />
        <Refusal problem={write.problem} />
        {write.busy ? (
          <Progress
            text={
              register.rows === undefined
                ? t('desk.export.working')
                : t('register.coming', {
                    count: register.rows,
                    size: number((register.bytes ?? 0) / 1e6, { maximumFractionDigits: 1 }),
                  })
            }
            cancel={write.cancel}
          />
        ) : (
          <div class="actions">
            <button type="submit" class="btn go">
              <Icon name="download" /> {t('desk.export.go')}
            </button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
