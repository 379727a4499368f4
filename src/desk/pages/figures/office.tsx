import { useState } from 'preact/hooks';
import { toMinor } from '../../../kernel/index.ts';
import { may } from '../../state/session.ts';
import { download } from '../../ui/download.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { language, t, tx } from '../../words.ts';
import { base64 } from '../admin/bytes.ts';

type Place = { programme: string; month: string };

/** The words of the table that no definition has. */
const words = (): Record<string, string> => ({
  title: t('figures.report'),
  all: t('figures.report.whole'),
  month: t('figures.trend.month'),
  lastYear: t('figures.report.lastYear'),
  yearToDate: t('figures.report.yearToDate'),
  hidden: '*',
  unknown: t('figures.unknown'),
  cases: t('figures.of.cases'),
  enquiries: t('figures.of.enquiries'),
  ...Object.fromEntries(
    ['channel', 'topic', 'destination', 'sex', 'ageBand', 'stage', 'status'].map((by) => [by, tx(`figures.by.${by}`)]),
  ),
  ...Object.fromEntries(['female', 'male', 'other'].map((sex) => [`sex.${sex}`, tx(`desk.sex.${sex}`)])),
  'status.open': t('figures.status.open'),
  'status.closed': t('figures.status.closed'),
  'cases.opened': t('figures.tile.casesOpened'),
  'cases.closed': t('figures.tile.casesClosed'),
  'cases.openNow': t('figures.tile.casesOpen'),
  'cases.flagged': t('figures.tile.flagged'),
  'cases.daysToClose': t('figures.tile.medianDaysToClose'),
  'enquiries.all': t('figures.tile.enquiries'),
  'enquiries.answered': `${t('figures.centres.answered')} (%)`,
  'people.helped': t('figures.tile.people'),
  'definition.cases': t('figures.definition.cases'),
  'definition.enquiries': t('figures.definition.enquiries'),
  'definition.hidden': t('figures.report.hidden'),
});

/** The ministry's table of a month, from the supplied form or one of the office's. */
export function Report({ programme, month }: Place) {
  const [formId, setFormId] = useState('');
  const listed = useCall('report.list', { programme });
  const make = useWrite('report.make');
  const keep = useWrite('report.save');
  const forms = listed.data?.forms ?? [];
  const order = (format: 'xlsx' | 'pdf' | 'form') => async () => {
    const made = await make.run({
      programme,
      month,
      format,
      language: language(),
      words: words(),
      ...(formId !== '' && { formId }),
    });
    if (made) download(made.file, made.name);
  };
  const upload = async (file: File | undefined) => {
    if (!file) return;
    const chosen = forms.find(({ id }) => id === formId);
    const saved = await keep.run({
      programme,
      name: file.name.replace(/\.xlsx$/i, ''),
      file: base64(new Uint8Array(await file.arrayBuffer())),
      ...(chosen && { id: chosen.id, revision: chosen.revision }),
    });
    if (!saved) return;
    toast(t('figures.office.kept'));
    listed.reload();
    setFormId(saved.id);
  };
  return (
    <section class="stack" aria-labelledby="report">
      <h2 id="report">{t('figures.report')}</h2>
      <p class="soft">{t('figures.report.what', { example: '{{cases.topic.fees.lastYear}}' })}</p>
      <Card>
        <div class="body stack">
          {forms.length > 0 && (
            <SelectField
              label={t('figures.report.form')}
              blank={t('figures.report.supplied')}
              value={formId}
              options={forms.map(({ id, name }) => ({ value: id, label: name }))}
              onInput={setFormId}
            />
          )}
          <div class="actions">
            {(['xlsx', 'pdf'] as const).map((format) => (
              <button key={format} type="button" class="btn" disabled={make.busy} onClick={order(format)}>
                {t(`figures.report.${format}`)}
              </button>
            ))}
            <button type="button" class="btn" disabled={make.busy} onClick={order('form')}>
              {t('figures.report.download')}
            </button>
          </div>
          {may('figures.write') && (
            <label class="field">
              {t('figures.report.upload')}
              <input type="file" accept=".xlsx" onChange={(event) => void upload(event.currentTarget.files?.[0])} />
            </label>
          )}
          <Refusal problem={make.problem ?? keep.problem} />
        </div>
      </Card>
    </section>
  );
}

/** What is not counted but said: what a centre cost, and how much work a case is. */
export function Office({ programme, month, teams }: Place & { teams: readonly { id: string; name: string }[] }) {
  const [typed, setTyped] = useState({ teamId: teams[0]?.id ?? '', currency: '', amount: '' });
  const [hours, setHours] = useState({ perCase: '', perMonth: '', source: '' });
  const saveCost = useWrite('cost.save');
  const saveHours = useWrite('workload.save');
  const costs = useCall('cost.list', { from: month, to: month });
  const ahead = useCall('figures.forecast', { programme });
  const cost = costs.data?.costs.find(({ teamId, currency }) => teamId === typed.teamId && currency === typed.currency);
  const kept = (saved: unknown) => saved !== undefined && toast(t('figures.office.kept'));
  return (
    <section class="stack" aria-labelledby="office">
      <h2 id="office">{t('figures.office')}</h2>
      <div class="figures-grid">
        <Card>
          <form
            class="body stack"
            onSubmit={async (event) => {
              event.preventDefault();
              const { teamId, currency } = typed;
              const amount = toMinor(Number(typed.amount), currency);
              kept(await saveCost.run({ teamId, month, currency, amount, ...(cost && { revision: cost.revision }) }));
              costs.reload();
            }}
          >
            <h3>{t('figures.office.cost')}</h3>
            <SelectField
              label={t('figures.centre')}
              value={typed.teamId}
              options={teams.map(({ id, name }) => ({ value: id, label: name }))}
              onInput={(teamId) => setTyped({ ...typed, teamId })}
            />
            <TextField
              label={t('figures.office.amount')}
              inputMode="numeric"
              required
              value={typed.amount}
              problem={problemAt(saveCost.problem?.fields, 'amount')}
              onInput={(amount) => setTyped({ ...typed, amount })}
            />
            <TextField
              label={t('figures.office.currency')}
              maxLength={3}
              required
              value={typed.currency}
              problem={problemAt(saveCost.problem?.fields, 'currency')}
              onInput={(currency) => setTyped({ ...typed, currency: currency.toUpperCase() })}
            />
            <Refusal problem={saveCost.problem} />
            <button type="submit" class="btn" disabled={saveCost.busy}>
              {t('figures.office.save')}
            </button>
          </form>
        </Card>
        <Card>
          <form
            class="body stack"
            onSubmit={async (event) => {
              event.preventDefault();
              const { perCase, perMonth, source } = hours;
              const revision = ahead.data?.workload?.revision;
              kept(
                await saveHours.run({
                  programme,
                  hoursPerCase: Number(perCase),
                  hoursPerMonth: Number(perMonth),
                  source,
                  ...(revision !== undefined && { revision }),
                }),
              );
              ahead.reload();
            }}
          >
            <h3>{t('figures.forecast.staff')}</h3>
            {(['perCase', 'perMonth', 'source'] as const).map((name) => (
              <TextField
                key={name}
                label={t(`figures.office.${name}`)}
                {...(name !== 'source' && { inputMode: 'numeric' as const })}
                required
                value={hours[name]}
                problem={problemAt(
                  saveHours.problem?.fields,
                  { perCase: 'hoursPerCase', perMonth: 'hoursPerMonth', source: 'source' }[name],
                )}
                onInput={(value) => setHours({ ...hours, [name]: value })}
              />
            ))}
            <Refusal problem={saveHours.problem} />
            <button type="submit" class="btn" disabled={saveHours.busy}>
              {t('figures.office.save')}
            </button>
          </form>
        </Card>
      </div>
    </section>
  );
}
