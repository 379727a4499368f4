import { useState } from 'preact/hooks';
import { session } from '../../state/session.ts';
import { ChipChoice } from '../../ui/chips.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { download } from '../../ui/download.ts';
import { CheckField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { Progress } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { language, t } from '../../words.ts';
import type { Filters } from './index.tsx';

/** The file speaks as the register does: its columns, and the values that no code list names. */
const columnWords = (): Record<string, string> => ({
  number: t('desk.cases.number'),
  personNumber: t('desk.cases.personNumber'),
  personName: t('desk.cases.person'),
  programme: t('desk.enquiry.programme'),
  stage: t('desk.cases.stage'),
  channel: t('desk.enquiry.channel.short'),
  topic: t('desk.enquiry.topic'),
  destination: t('desk.enquiry.destination'),
  sex: t('desk.enquiry.sex'),
  ageBand: t('desk.enquiry.ageBand'),
  team: t('desk.cases.team'),
  owner: t('desk.cases.owner'),
  openedAt: t('desk.cases.opened'),
  closedAt: t('desk.stage.closedAt'),
  closingReason: t('desk.stage.reason'),
  satisfaction: t('desk.stage.satisfaction'),
  flags: t('desk.cases.flags'),
  ...Object.fromEntries((['female', 'male', 'other'] as const).map((sex) => [`sex.${sex}`, t(`desk.sex.${sex}`)])),
});

type Format = 'csv' | 'xlsx' | 'htcds-xlsx' | 'htcds-csv' | 'htcds-json';

/** Exactly what the filters show, as a file; with a reason, journalled, after the password. Can be stopped. */
export function ExportRegister({ filters, onClose }: { filters: Filters; onClose: () => void }) {
  const [format, setFormat] = useState<Format>('xlsx');
  const [named, setNamed] = useState(false);
  const [reason, setReason] = useState('');
  const register = useWrite('case.export');
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
            const made = await standard.run({ ...filters, format: format.slice(6) as 'csv', named, reason });
            if (!made) return;
            download(made.file, made.name);
            toast(t('desk.export.done', { count: made.cases }));
            if (made.unknownCodes > 0) toast(t('exchange.unknownCodes', { count: made.unknownCodes }));
          } else {
            const input = { ...filters, format: format as 'csv', reason, language: language(), words: columnWords() };
            const made = await register.run(input);
            if (!made) return;
            download(made.file, made.name);
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
            { value: 'htcds-xlsx', label: 'HTCDS 2.0 (XLSX)' },
            { value: 'htcds-csv', label: 'HTCDS 2.0 (CSV)' },
            { value: 'htcds-json', label: 'HTCDS 2.0 (JSON)' },
          ]}
          value={format}
          onInput={(next) => setFormat(next as Format)}
        />
        {inStandard && session.get().me?.role.read.includes('identity') && (
          <CheckField label={t('exchange.named')} checked={named} onInput={setNamed} />
        )}
        <TextField
          label={t('desk.export.reason')}
          hint={t('desk.export.journal')}
          value={reason}
          onInput={setReason}
          required
          problem={problemAt(write.problem?.fields, 'reason')}
        />
        <Refusal problem={write.problem} />
        {write.busy ? (
          <Progress text={t('desk.export.working')} cancel={write.cancel} />
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
