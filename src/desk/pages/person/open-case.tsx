import { useState } from 'preact/hooks';
import type { CallInput } from '../../../core/contracts.ts';
import { go } from '../../router.ts';
import { codes, ownProgrammes } from '../../state/definitions.ts';
import { ConsentFields, type ConsentTyped, consentInput, noConsent } from '../../ui/consent.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { filled, problemAt } from '../../use-form.ts';
import { t, told } from '../../words.ts';
import type { PersonRead } from './amend.ts';

const optionsOf = (list: string) => codes(list).map((item) => ({ value: item.code, label: told(item.label) }));

/** A case for somebody who is registered and agrees to a record, without an enquiry before it. */
export function OpenCase({ record: { person, cases }, close }: { record: PersonRead; close: () => void }) {
  const offered = ownProgrammes();
  const [typed, setTyped] = useState({ programme: offered[0]?.code ?? '', channel: '', topic: '', destination: '' });
  const [consent, setConsent] = useState<ConsentTyped>(noConsent);
  const open = useWrite('case.open');
  const running = cases.filter(({ closedAt }) => !closedAt);
  const select = (name: keyof typeof typed) => ({
    value: typed[name],
    onInput: (value: string) => setTyped((before) => ({ ...before, [name]: value })),
    problem: problemAt(open.problem?.fields, name),
  });
  return (
    <Dialog title={t('desk.openCase.title')} onClose={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const given = consentInput(consent);
          if (!given) return;
          const input = { personId: person.id, ...filled(typed), consent: given } as CallInput<'case.open'>;
          const opened = await open.run(input);
          if (!opened) return;
          toast(t('desk.openCase.done', { number: opened.number }));
          go(`/desk/cases/${opened.id}`);
        }}
      >
        {running.length > 0 && (
          <p class="note due">
            <span>
              {t('person.openAlready', { count: running.length })}{' '}
              {running.map(({ id, number }) => (
                <a key={id} class="num" href={`/desk/cases/${id}`}>
                  {number}{' '}
                </a>
              ))}
            </span>
          </p>
        )}
        {offered.length > 1 && (
          <SelectField
            label={t('desk.enquiry.programme')}
            options={offered.map((one) => ({ value: one.code, label: told(one.title) }))}
            {...select('programme')}
          />
        )}
        <div class="grid">
          <SelectField
            label={t('desk.enquiry.topic')}
            blank={t('desk.enquiry.unknown')}
            options={optionsOf('topic')}
            {...select('topic')}
          />
          <SelectField
            label={t('desk.enquiry.channel.short')}
            blank={t('desk.enquiry.unknown')}
            options={optionsOf('channel')}
            {...select('channel')}
          />
          <SelectField
            label={t('desk.enquiry.destination')}
            blank={t('desk.enquiry.unknown')}
            options={optionsOf('destination')}
            {...select('destination')}
          />
        </div>
        <ConsentFields value={consent} onInput={setConsent} question={t('desk.consent.toRecord')} />
        <Refusal problem={open.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={open.busy || !consentInput(consent)}>
            {t('desk.openCase.go')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
