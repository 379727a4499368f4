import { useState } from 'preact/hooks';
import { formTitle, label, programme, stageLabel } from '../../state/definitions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, t, told } from '../../words.ts';
import type { CaseRead } from './index.tsx';

export type Missing = CaseRead['transitions'][number]['missing'][number];

/** What is missing, in words. */
export const wordsOf = ({ kind, code, what }: Missing): string =>
  t(`gate.${kind}`, {
    what:
      told(what) || (kind === 'consent' ? label('consentPurpose', code) : kind === 'entry' ? formTitle(code) : code),
  });

/** What the case went without, for whoever comes later. */
export function Waived({ read: { case: row, waivers } }: { read: CaseRead }) {
  if (waivers.length === 0) return null;
  const transitions = programme(row.programme)?.transitions ?? [];
  return (
    <>
      <h3>{t('desk.waive.list')}</h3>
      <ul class="rows">
        {waivers.map(({ from, to, kind, code, at, by, reason }) => {
          const way = transitions.find((one) => one.from === from && one.to === to);
          const fact = way?.gate?.facts?.find((one) => one.code === code);
          return (
            <li key={at + code}>
              <div>
                <p>
                  <span class="strong">{told(way?.label) || stageLabel(row.programme, to)}</span>{' '}
                  {wordsOf({ kind, code, ...(fact && { what: fact.missing }) })}
                </p>
                {reason !== undefined && <p>{reason}</p>}
                <p class="small soft">{t('desk.waive.by', { name: by, date: day(at) })}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

export function Waive({
  read,
  to,
  part,
  onClose,
  reload,
}: {
  read: CaseRead;
  to: string;
  part: Missing;
  onClose: () => void;
  reload: () => void;
}) {
  const [reason, setReason] = useState('');
  const waive = useWrite('case.waive');
  const { kind, code } = part;
  return (
    <Dialog title={t('desk.waive.title', { what: wordsOf(part) })} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (kind !== 'fact' && kind !== 'entry') return;
          if (!(await waive.run({ id: read.case.id, revision: read.revision, to, kind, code, reason }))) return;
          toast(t('desk.waive.done'));
          onClose();
          reload();
        }}
      >
        <p>{t('desk.waive.hint')}</p>
        <TextArea
          label={t('desk.waive.reason')}
          value={reason}
          onInput={setReason}
          problem={problemAt(waive.problem?.fields, 'reason')}
        />
        <Refusal problem={waive.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={waive.busy || reason.trim() === ''}>
            {t('desk.waive.go')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
