import { useState } from 'preact/hooks';
import { ChipChoice } from '../../ui/chips.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { download } from '../../ui/download.ts';
import { TextField } from '../../ui/field.tsx';
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

/** Exactly what the filters show, as a file; with a reason, journalled, after the password. Can be stopped. */
export function ExportRegister({ filters, onClose }: { filters: Filters; onClose: () => void }) {
  const [format, setFormat] = useState<'csv' | 'xlsx'>('xlsx');
  const [reason, setReason] = useState('');
  const write = useWrite('case.export');
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
          const made = await write.run({ ...filters, format, reason, language: language(), words: columnWords() });
          if (!made) return;
          download(made.file, made.name);
          toast(t('desk.export.done', { count: made.rows }));
          onClose();
        }}
      >
        <p>{t('desk.export.what')}</p>
        <ChipChoice
          label={t('desk.export.format')}
          chips={[
            { value: 'xlsx', label: 'Excel (XLSX)' },
            { value: 'csv', label: 'CSV' },
          ]}
          value={format}
          onInput={(next) => setFormat(next as typeof format)}
        />
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
