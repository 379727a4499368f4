import { useState } from 'preact/hooks';
import { languages } from '../../../words/index.ts';
import { codes } from '../../state/definitions.ts';
import { ChipChoice } from '../../ui/chips.tsx';
import { type ConsentTyped, noConsent } from '../../ui/consent.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { SignaturePad, type Strokes } from '../../ui/signature.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { language, t, told } from '../../words.ts';

/** Somebody agrees: what is read to them in their language, who agrees, how, for whom and until when. */
export function GiveConsent({ caseId, onClose, onDone }: { caseId: string; onClose: () => void; onDone: () => void }) {
  const [purpose, setPurpose] = useState('');
  const [spoken, setSpoken] = useState(language());
  const [recipient, setRecipient] = useState('');
  const [expires, setExpires] = useState('');
  const [givenBy, setGivenBy] = useState('self');
  const [assent, setAssent] = useState('');
  const [{ how, witness }, setConsent] = useState<ConsentTyped>(noConsent);
  const [strokes, setStrokes] = useState<Strokes>([]);
  const give = useWrite('consent.give');
  const complete =
    purpose !== '' &&
    (how === 'oral' || how === 'written' || (how === 'signed' && strokes.length > 0)) &&
    (givenBy === 'self' || assent !== '');
  return (
    <Dialog title={t('desk.consent.add')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!complete) return;
          const done = await give.run({
            caseId,
            purpose,
            how: how as 'oral' | 'written' | 'signed',
            givenBy: givenBy as 'self' | 'guardian',
            language: spoken,
            ...(givenBy === 'guardian' && { assent: assent as 'yes' | 'no' }),
            ...(how === 'signed' && { signature: strokes }),
            ...(witness !== '' && { witness }),
            ...(recipient !== '' && { recipient }),
            ...(expires !== '' && { expiresAt: new Date(`${expires}T23:59:59`).toISOString() }),
          });
          if (!done) return;
          toast(t('desk.consent.kept'));
          onClose();
          onDone();
        }}
      >
        <SelectField
          label={t('desk.consent.purpose')}
          blank={t('desk.choose')}
          value={purpose}
          onInput={setPurpose}
          options={codes('consentPurpose').map((item) => ({ value: item.code, label: told(item.label) }))}
          problem={problemAt(give.problem?.fields, 'purpose')}
        />
        <SelectField
          label={t('desk.consent.language')}
          value={spoken}
          onInput={setSpoken}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        />
        {purpose !== '' && <Statement purpose={purpose} spoken={spoken} />}
        <ChipChoice
          label={t('desk.consent.givenBy')}
          chips={(['self', 'guardian'] as const).map((value) => ({ value, label: t(`desk.consent.${value}`) }))}
          value={givenBy}
          onInput={setGivenBy}
        />
        {givenBy === 'guardian' && (
          <ChipChoice
            label={t('desk.consent.assent')}
            {...(assent === 'no' && { hint: t('desk.consent.assentNo') })}
            chips={(['yes', 'no'] as const).map((value) => ({ value, label: t(`form.yesNo.${value}`) }))}
            value={assent}
            onInput={setAssent}
          />
        )}
        <ChipChoice
          label={t('desk.consent.how')}
          hint={t('desk.consent.free')}
          chips={(['oral', 'written', 'signed'] as const).map((value) => ({
            value,
            label: t(`desk.consent.${value}`),
          }))}
          value={how}
          onInput={(next) => setConsent({ how: next, witness })}
        />
        {how === 'signed' && <SignaturePad value={strokes} onInput={setStrokes} />}
        <TextField
          label={t('desk.consent.witness')}
          optional
          value={witness}
          maxLength={200}
          onInput={(next) => setConsent({ how, witness: next })}
        />
        <TextField
          label={t('desk.consent.recipient')}
          hint={t('desk.consent.recipientHint')}
          optional
          value={recipient}
          onInput={setRecipient}
        />
        <TextField
          label={t('desk.consent.expires')}
          optional
          type="date"
          value={expires}
          onInput={setExpires}
          problem={problemAt(give.problem?.fields, 'expiresAt')}
        />
        <Refusal problem={give.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={give.busy || !complete}>
            {t('desk.consent.keep')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What is read aloud, in the person's language; where nobody has written it yet, that is said. */
function Statement({ purpose, spoken }: { purpose: string; spoken: string }) {
  const said = codes('consentStatement').find(({ code }) => code === purpose)?.label[spoken];
  const name = languages.find(({ code }) => code === spoken)?.name ?? spoken;
  return (
    <div class="note">
      <p class="small soft">{t('desk.consent.statement')}</p>
      {said ? <p lang={spoken}>{said}</p> : <p>{t('desk.consent.noStatement', { language: name })}</p>}
      <p class="small soft">{t('desk.consent.spoken', { language: name })}</p>
    </div>
  );
}
