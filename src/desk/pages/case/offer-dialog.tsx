import { useState } from 'preact/hooks';
import type { CallInput } from '../../../core/contracts.ts';
import { type Clause, clausesOf } from '../../../kernel/recruitment/index.ts';
import { codeList, codes, label } from '../../state/definitions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { type Option, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Keep } from '../../ui/keep.tsx';
import { minorOf, typedMoney } from '../../ui/money.ts';
import { Name } from '../../ui/pieces.tsx';
import { RecruiterLookup } from '../../ui/recruiter.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { filled, problemAt, useDraft } from '../../use-form.ts';
import { language, t, told } from '../../words.ts';
import type { OfferRow, Version } from './offer.tsx';

const typedTerms = (clauses: readonly Clause[], offer: OfferRow | undefined): Record<string, string> =>
  Object.fromEntries(
    clauses.map(({ code, kind }) => {
      const said = offer?.terms[code];
      if (said === undefined) return [code, ''];
      return [code, kind === 'money' ? typedMoney(Number(said), offer?.currency) : String(said)];
    }),
  );

/** One version of the job: every clause that a ministry asks for, and what was told besides. */
export function OfferDialog({
  caseId,
  version,
  offer,
  like,
  onClose,
  onDone,
}: {
  caseId: string;
  version: Version;
  offer: OfferRow | undefined;
  like: OfferRow | undefined;
  onClose: () => void;
  onDone: (raised: boolean) => void;
}) {
  const clauses = clausesOf(codeList('contractClause')).filter(
    ({ code }) => offer?.terms[code] !== undefined || codes('contractClause').some((one) => one.code === code),
  );
  const told_ = useDraft(`offer.${caseId}.${version}.${offer?.revision ?? 0}`, {
    note: offer?.note ?? '',
    employer: offer?.employer ?? like?.employer ?? '',
  });
  const [on, setOn] = useState(offer?.on ?? new Date().toISOString().slice(0, 10));
  const [currency, setCurrency] = useState(offer?.currency ?? like?.currency ?? '');
  const [terms, setTerms] = useState(() => typedTerms(clauses, offer));
  const [recruiter, setRecruiter] = useState(offer ? offer.recruiter : like?.recruiter);
  const set = useWrite('offer.set');
  const fields = set.problem?.fields;
  const field = (clause: Clause) => {
    const common = {
      label: label('contractClause', clause.code),
      optional: true,
      value: terms[clause.code] ?? '',
      onInput: (value: string) => setTerms((before) => ({ ...before, [clause.code]: value })),
      problem: problemAt(fields, `terms.${clause.code}`),
    };
    if (clause.kind === 'choice')
      return (
        <SelectField
          key={clause.code}
          {...common}
          blank={t('recruitment.offer.notSaid')}
          options={listed(clause, common.value)}
        />
      );
    return <TextField key={clause.code} {...common} inputMode="numeric" />;
  };
  const input = (): CallInput<'offer.set'> => ({
    caseId,
    version,
    ...(offer && { revision: offer.revision }),
    on,
    ...(recruiter && { recruiterId: recruiter.id }),
    ...filled({ currency, ...told_.value }),
    terms: Object.fromEntries(
      clauses.flatMap(({ code, kind }): [string, string | number][] => {
        const typed = (terms[code] ?? '').trim();
        if (typed === '') return [];
        if (kind === 'choice') return [[code, typed]];
        return [[code, kind === 'money' ? (minorOf(typed, currency) ?? 0) : Number(typed)]];
      }),
    ),
  });
  return (
    <Dialog title={t(`recruitment.offer.version.${version}`)} onClose={onClose} wide>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const saved = await set.run(input());
          if (!saved) return;
          told_.done();
          toast(t('recruitment.offer.kept'));
          onClose();
          onDone(saved.flags.length > 0);
        }}
      >
        <TextField
          label={t('recruitment.offer.on')}
          hint={t('recruitment.offer.onHint')}
          type="date"
          required
          value={on}
          onInput={setOn}
          problem={problemAt(fields, 'on')}
        />
        <TextField
          label={t('recruitment.offer.currency')}
          hint={t('recruitment.offer.currencyHint')}
          optional
          maxLength={3}
          value={currency}
          onInput={(next) => setCurrency(next.toUpperCase())}
          problem={problemAt(fields, 'currency')}
        />
        {clauses.map(field)}
        {recruiter ? (
          <div class="note">
            <p>
              {t('recruitment.offer.recruiter')}: <Name strong>{recruiter.name}</Name>
            </p>
            <button type="button" class="bare text" onClick={() => setRecruiter(undefined)}>
              {t('recruitment.offer.noRecruiter')}
            </button>
          </div>
        ) : (
          <RecruiterLookup
            destination={terms[clauses.find(({ counts }) => counts === 'destination')?.code ?? ''] || undefined}
            action={(one) => (
              <button
                type="button"
                class="btn small"
                onClick={() => setRecruiter({ id: one.id, name: one.name, state: one.state, onThatDay: one.state })}
              >
                {t('desk.choose')}
                <span class="unseen"> {one.name}</span>
              </button>
            )}
          />
        )}
        {told_.ready && (
          <>
            <TextField
              label={t('recruitment.offer.employer')}
              optional
              value={told_.value.employer}
              onInput={(employer) => told_.change((before) => ({ ...before, employer }))}
              problem={problemAt(fields, 'employer')}
            />
            <TextArea
              label={t('recruitment.offer.note')}
              optional
              value={told_.value.note}
              onInput={(note) => told_.change((before) => ({ ...before, note }))}
            />
          </>
        )}
        <Keep
          problem={set.problem}
          disabled={set.busy || on === ''}
          onReload={() => {
            onClose();
            onDone(false);
          }}
        />
      </form>
    </Dialog>
  );
}

/** What a clause may say; a code that was retired meanwhile stays where it is. Long lists by name, ranked ones as they are. */
function listed({ list = '', worse }: Clause, now: string): Option[] {
  const options = codes(list).map((item) => ({ value: item.code, label: told(item.label) }));
  if (now !== '' && !options.some(({ value }) => value === now)) options.push({ value: now, label: label(list, now) });
  return worse === 'later' ? options : options.sort((a, b) => a.label.localeCompare(b.label, language()));
}
