import { useState } from 'preact/hooks';
import { go } from '../../router.ts';
import { codes, programmes } from '../../state/definitions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { PersonSearch } from '../../ui/person-search.tsx';
import { Name, Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { t, told } from '../../words.ts';
import type { ReferralRead } from './index.tsx';

interface Props {
  read: ReferralRead;
  reload: () => void;
}

/** Accepting a transfer is taking the case over, so it asks for the programme first. */
export function Answer({ read, reload }: Props) {
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const answer = useWrite('referral.answer');
  const { id, kind } = read.referral;
  return (
    <div class="actions">
      {kind === 'transfer' ? (
        <OpenCase read={read} reload={reload} />
      ) : (
        <button
          type="button"
          class="btn go"
          disabled={answer.busy}
          onClick={async () => {
            if (!(await answer.run({ id, accept: true }))) return;
            toast(t('desk.referral.acceptedNow'));
            reload();
          }}
        >
          {t('referral.accept')}
        </button>
      )}
      <button type="button" class="btn" onClick={() => setRefusing(true)}>
        {t('desk.referral.refuse')}
      </button>
      {!refusing && <Refusal problem={answer.problem} />}
      {refusing && (
        <Dialog title={t('desk.referral.refuse')} onClose={() => setRefusing(false)}>
          <form
            onSubmit={async (event) => {
              event.preventDefault();
              if (!(await answer.run({ id, accept: false, reason }))) return;
              toast(t('desk.referral.refusedNow'));
              setRefusing(false);
              reload();
            }}
          >
            <TextArea label={t('desk.referral.reason')} value={reason} onInput={setReason} />
            <Refusal problem={answer.problem} />
            <div class="actions">
              <button type="submit" class="btn go" disabled={answer.busy || reason.trim() === ''}>
                {t('desk.referral.refuse')}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </div>
  );
}

/** A case of one's own from what was sent; of a transfer it is the answer. */
export function OpenCase({ read, reload }: Props) {
  const [asking, setAsking] = useState(false);
  // Which programme goes on with it, somebody decides: a wrong one would begin at its own first stage.
  const [programme, setProgramme] = useState(programmes().length === 1 ? (programmes()[0]?.code ?? '') : '');
  const [person, setPerson] = useState<{ id: string; name: string }>();
  const open = useWrite('referral.openCase');
  const answer = useWrite('referral.answer');
  const { id, kind, status } = read.referral;
  const transfer = kind === 'transfer' && status === 'sent';
  const title = t(transfer ? 'referral.acceptTransfer' : 'referral.openCase');
  return (
    <>
      <button type="button" class="btn go" onClick={() => setAsking(true)}>
        {title}
      </button>
      {asking && (
        <Dialog title={title} onClose={() => setAsking(false)}>
          <form
            onSubmit={async (event) => {
              event.preventDefault();
              const wish = { programme, ...(person && { personId: person.id }) };
              const made = transfer
                ? await answer.run({ id, accept: true, open: wish })
                : await open.run({ id, ...wish });
              if (!made?.caseId) return;
              setAsking(false);
              reload();
              const twice = made.possibleDuplicates ?? 0;
              toast(twice > 0 ? t('referral.duplicates', { count: twice }) : t('referral.opened'));
              go(twice > 0 ? `/desk/people/${made.personId}` : `/desk/cases/${made.caseId}`);
            }}
          >
            <p>{t('referral.openWhat')}</p>
            <SelectField
              label={t('referral.programme')}
              blank={t('desk.choose')}
              value={programme}
              onInput={setProgramme}
              options={programmes().map((one) => ({ value: one.code, label: told(one.title) }))}
            />
            <PersonSearch
              label={t('referral.known')}
              placeholder={t('desk.search.placeholder')}
              onChoose={(one) => setPerson({ id: one.id, name: one.name ?? one.number })}
            />
            <p class="small soft">{person ? <Name strong>{person.name}</Name> : t('referral.knownHint')}</p>
            <Refusal problem={transfer ? answer.problem : open.problem} />
            <div class="actions">
              <button type="submit" class="btn go" disabled={open.busy || answer.busy || programme === ''}>
                {title}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}

export function Report({ read, reload }: Props) {
  const [asking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState('');
  const [note, setNote] = useState('');
  const report = useWrite('referral.report');
  return (
    <div class="actions">
      <button type="button" class="btn" onClick={() => setAsking(true)}>
        {t('referral.report')}
      </button>
      {asking && (
        <Dialog title={t('referral.report')} onClose={() => setAsking(false)}>
          <form
            onSubmit={async (event) => {
              event.preventDefault();
              const wish = { id: read.referral.id, outcome, ...(note.trim() !== '' && { note }) };
              if (!(await report.run(wish))) return;
              toast(t('referral.reported'));
              setAsking(false);
              reload();
            }}
          >
            <SelectField
              label={t('referral.outcome')}
              blank={t('desk.choose')}
              value={outcome}
              onInput={setOutcome}
              options={codes('referralOutcome').map(({ code, label }) => ({ value: code, label: told(label) }))}
            />
            <TextArea label={t('desk.note')} hint={t('referral.sayHint')} value={note} onInput={setNote} optional />
            <Refusal problem={report.problem} />
            <div class="actions">
              <button type="submit" class="btn go" disabled={report.busy || outcome === ''}>
                {t('referral.report')}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </div>
  );
}
