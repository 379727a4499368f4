import { useState } from 'preact/hooks';
import { codes } from '../../state/definitions.ts';
import { may } from '../../state/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { type Option, SelectField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Keep } from '../../ui/keep.tsx';
import { Card } from '../../ui/pieces.tsx';
import { type Recruiter, RecruiterLookup } from '../../ui/recruiter.tsx';
import { TableUpload } from '../../ui/table-upload.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { filled, problemAt } from '../../use-form.ts';
import { language, t, told } from '../../words.ts';

const columns =
  'name, country, licence, issuer, source, kind, other names, website, phone, from, to, origin, destinations, status, checked on';

/** The register of recruiters: looked through by everybody who works with cases, kept by whoever answers for it. */
export function Recruiters() {
  const [editing, setEditing] = useState<{ recruiter?: Recruiter; reload?: () => void }>();
  const [uploading, setUploading] = useState(false);
  // Drawn anew after something new came in.
  const [round, setRound] = useState(0);
  const writes = may('recruiter.write');
  return (
    <Card
      title={t('recruitment.recruiter.title')}
      aside={
        writes && (
          <>
            <button type="button" class="bare text" onClick={() => setEditing({})}>
              <Icon name="plus" /> {t('recruitment.recruiter.add')}
            </button>{' '}
            <button type="button" class="bare text" onClick={() => setUploading(true)}>
              <Icon name="file" /> {t('recruitment.upload.open')}
            </button>
          </>
        )
      }
    >
      <div class="body">
        <p class="soft">{t('recruitment.recruiter.what')}</p>
        <RecruiterLookup
          key={round}
          whole
          {...(writes && {
            action: (recruiter: Recruiter, reload: () => void) => (
              <button type="button" class="bare text small" onClick={() => setEditing({ recruiter, reload })}>
                {t('assistance.plan.change')}
                <span class="unseen"> {recruiter.name}</span>
              </button>
            ),
          })}
        />
      </div>
      {editing && (
        <Edit
          recruiter={editing.recruiter}
          onClose={() => setEditing(undefined)}
          onDone={editing.reload ?? (() => setRound(round + 1))}
        />
      )}
      {uploading && (
        <TableUpload
          call="recruiter.upload"
          columns={columns}
          onClose={() => setUploading(false)}
          onDone={() => setRound(round + 1)}
        />
      )}
    </Card>
  );
}

type Licence = Recruiter['licences'][number];
const licenceTexts = ['number', 'issuer', 'from', 'to', 'source', 'checkedOn'] as const;
const days: readonly string[] = ['from', 'to', 'checkedOn'];
const typedLicence = (one?: Licence) => ({
  number: one?.number ?? '',
  issuer: one?.issuer ?? '',
  from: one?.from ?? '',
  to: one?.to ?? '',
  origin: one?.origin ?? '',
  destinations: one?.destinations.join(' ') ?? '',
  status: one?.status ?? ('valid' as Licence['status']),
  source: one?.source ?? '',
  checkedOn: one?.checkedOn ?? new Date().toISOString().slice(0, 10),
});
type TypedLicence = ReturnType<typeof typedLicence>;

export const countries = (): Option[] =>
  codes('country')
    .map(({ code, label }) => ({ value: code, label: told(label) }))
    .sort((a, b) => a.label.localeCompare(b.label, language()));

function Edit({
  recruiter: one,
  onClose,
  onDone,
}: {
  recruiter: Recruiter | undefined;
  onClose: () => void;
  onDone: () => void;
}) {
  const [typed, setTyped] = useState({
    name: one?.name ?? '',
    otherNames: one?.otherNames.join('; ') ?? '',
    kind: one?.kind ?? codes('recruiterKind')[0]?.code ?? '',
    country: one?.country ?? '',
    website: one?.website ?? '',
    phone: one?.phone ?? '',
  });
  const [licences, setLicences] = useState<TypedLicence[]>(() => one?.licences.map(typedLicence) ?? []);
  const put = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));
  const set = useWrite('recruiter.set');
  const fields = set.problem?.fields;
  const text = (name: 'name' | 'otherNames' | 'website' | 'phone', hint?: string) => (
    <TextField
      label={t(`recruitment.recruiter.${name}`)}
      optional={name !== 'name'}
      {...(hint && { hint })}
      value={typed[name]}
      onInput={(value) => put({ [name]: value })}
      problem={problemAt(fields, name)}
    />
  );
  const done = () => {
    onClose();
    onDone();
  };
  return (
    <Dialog title={t(one ? 'assistance.plan.change' : 'recruitment.recruiter.add')} onClose={onClose} wide>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const { website, phone, otherNames, ...rest } = typed;
          const saved = await set.run({
            ...rest,
            ...filled({ website, phone }),
            otherNames: otherNames
              .split(';')
              .map((name) => name.trim())
              .filter(Boolean),
            licences: licences.map(({ number, issuer, source, checkedOn, status, destinations, ...more }) => ({
              ...filled(more),
              number,
              issuer,
              source,
              checkedOn,
              status,
              destinations: destinations
                .toUpperCase()
                .split(/[\s,;]+/)
                .filter(Boolean),
            })),
            ...(one && { id: one.id, revision: one.revision }),
          });
          if (!saved) return;
          toast(t('recruitment.recruiter.kept'));
          done();
        }}
      >
        {text('name')}
        {text('otherNames', t('recruitment.recruiter.otherNamesHint'))}
        <SelectField
          label={t('recruitment.recruiter.kind')}
          value={typed.kind}
          onInput={(kind) => put({ kind })}
          options={codes('recruiterKind').map(({ code, label }) => ({ value: code, label: told(label) }))}
          problem={problemAt(fields, 'kind')}
        />
        <SelectField
          label={t('recruitment.recruiter.country')}
          blank={t('desk.choose')}
          value={typed.country}
          onInput={(country) => put({ country })}
          options={countries()}
          problem={problemAt(fields, 'country')}
        />
        {text('website')}
        {text('phone')}
        {licences.map((licence, index) => (
          <LicenceFields
            key={index}
            licence={licence}
            at={`licences.${index}`}
            fields={fields}
            onInput={(part) => setLicences(licences.with(index, { ...licence, ...part }))}
            onRemove={() => setLicences(licences.filter((_, other) => other !== index))}
          />
        ))}
        <p>
          <button type="button" class="btn small" onClick={() => setLicences([...licences, typedLicence()])}>
            <Icon name="plus" /> {t('recruitment.licence.add')}
          </button>
        </p>
        <Keep
          problem={set.problem}
          disabled={set.busy || typed.name.trim() === '' || typed.country === ''}
          onReload={done}
        />
      </form>
    </Dialog>
  );
}

function LicenceFields({
  licence,
  at,
  fields,
  onInput,
  onRemove,
}: {
  licence: TypedLicence;
  at: string;
  fields: Parameters<typeof problemAt>[0];
  onInput: (part: Partial<TypedLicence>) => void;
  onRemove: () => void;
}) {
  return (
    <fieldset>
      <legend>{t('recruitment.licence.title', { number: licence.number })}</legend>
      {licenceTexts.map((name) => (
        <TextField
          key={name}
          label={t(`recruitment.licence.${name}`)}
          optional={name === 'from' || name === 'to'}
          {...(days.includes(name) && { type: 'date' as const })}
          value={licence[name]}
          onInput={(value) => onInput({ [name]: value })}
          problem={problemAt(fields, `${at}.${name}`)}
        />
      ))}
      <SelectField
        label={t('recruitment.licence.status')}
        value={licence.status}
        onInput={(status) => onInput({ status: status as Licence['status'] })}
        options={(['valid', 'suspended', 'revoked'] as const).map((value) => ({
          value,
          label: t(`recruitment.licence.status.${value}`),
        }))}
      />
      <SelectField
        label={t('recruitment.licence.origin')}
        optional
        blank={t('recruitment.offer.notSaid')}
        value={licence.origin}
        onInput={(origin) => onInput({ origin })}
        options={countries()}
      />
      <TextField
        label={t('recruitment.licence.destinations')}
        hint={t('recruitment.licence.destinationsHint')}
        optional
        value={licence.destinations}
        onInput={(destinations) => onInput({ destinations })}
        problem={fields?.find(({ path }) => path.startsWith(`${at}.destinations`))}
      />
      <button type="button" class="bare text small" onClick={onRemove}>
        {t('recruitment.licence.remove')}
      </button>
    </fieldset>
  );
}
