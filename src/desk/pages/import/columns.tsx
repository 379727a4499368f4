import { useState } from 'preact/hooks';
import type { CallInput } from '../../../core/contracts.ts';
import { forms as allForms, programme } from '../../state/definitions.ts';
import { ChipChoice } from '../../ui/chips.tsx';
import { CheckField, type Option, SelectField } from '../../ui/field.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { Progress } from '../../ui/states.tsx';
import { useWrite } from '../../use-call.ts';
import { partialDate, t, told } from '../../words.ts';
import type { Register } from './register.tsx';

type Plan = CallInput<'intake.map'>['plan'];
type Column = Register['columns'][number];

/** How the sheets and columns are read. What was proposed stands there; what nobody knows is asked. */
export function Columns({ register, changed }: { register: Register; changed: () => void }) {
  const { id, revision, sheets, columns, fields } = register;
  const [plan, setPlan] = useState<Plan>(() => ({
    ...(register.plan as Plan),
    columns: columns.map(({ heading, field, order, values }) => ({
      heading,
      ...(field !== undefined && { field }),
      ...(order && { order }),
      ...(values && {
        values: Object.fromEntries(values.flatMap(({ text, code }) => (code === undefined ? [] : [[text, code]]))),
      }),
    })),
  }));
  const write = useWrite('intake.map');
  const send = async (next: Plan): Promise<void> => {
    if (await write.run({ id, revision, plan: next })) changed();
  };
  /** Another sheet, row or kind has other columns: they are proposed anew. */
  const anew = ({ columns: _, ...rest }: Plan): Promise<void> => send(rest);
  const setColumn = (heading: string, change: Partial<NonNullable<Plan['columns']>[number]>): void =>
    setPlan({
      ...plan,
      columns: (plan.columns ?? []).map((one) => (one.heading === heading ? { ...one, ...change } : one)),
    });
  const options = fields.map(({ code, label }): Option => ({ value: code, label: told(label) || code }));
  const blanks = fields.filter(({ code, choices }) => choices && ['channel', 'topic', 'destination'].includes(code));
  const forms = programme(plan.programme)?.forms ?? [];
  return (
    <Card title={t('intake.columns')}>
      <form
        class="body stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send(plan);
        }}
      >
        {sheets.length > 1 && (
          <fieldset>
            <legend class="strong">{t('intake.sheets')}</legend>
            {sheets.map(({ name, rows }, sheet) => (
              <CheckField
                key={name}
                label={t('intake.sheetRows', { name, rows })}
                checked={plan.sheets.some((one) => one.sheet === sheet)}
                onInput={(on) =>
                  void anew({
                    ...plan,
                    sheets: on
                      ? [...plan.sheets, { sheet, heading: plan.sheets[0]?.heading ?? 1 }]
                      : plan.sheets.filter((one) => one.sheet !== sheet),
                  })
                }
              />
            ))}
          </fieldset>
        )}
        {plan.sheets.map(({ sheet, heading }) => (
          <SelectField
            key={sheet}
            label={sheets.length > 1 ? t('intake.headingOf', { name: sheets[sheet]?.name ?? '' }) : t('intake.heading')}
            value={String(heading)}
            options={(sheets[sheet]?.top ?? []).map(({ row, cells }) => ({
              value: String(row),
              label: `${row}: ${cells.filter(Boolean).join(' | ').slice(0, 80)}`,
            }))}
            onInput={(row) =>
              void anew({
                ...plan,
                sheets: plan.sheets.map((one) => (one.sheet === sheet ? { sheet, heading: Number(row) } : one)),
              })
            }
          />
        ))}
        <ChipChoice
          label={t('intake.becomes')}
          chips={[
            { value: 'case', label: t('intake.becomes.case') },
            { value: 'contact', label: t('intake.becomes.contact') },
          ]}
          value={plan.becomes}
          onInput={(becomes) => void anew({ ...plan, becomes: becomes as Plan['becomes'] })}
        />
        {plan.becomes === 'case' && (
          <SelectField
            label={t('intake.form')}
            optional
            blank={t('intake.formNone')}
            value={plan.form ?? ''}
            options={forms.map((code) => ({
              value: code,
              label: told(allForms().find((one) => one.code === code)?.title) || code,
            }))}
            onInput={(form) => {
              const { form: _, ...rest } = plan;
              void anew(form ? { ...rest, form } : rest);
            }}
          />
        )}
        {columns.map((column) => (
          <ColumnRow
            key={column.heading}
            column={column}
            told={plan.columns?.find(({ heading }) => heading === column.heading)}
            options={options}
            choices={fields.find(({ code }) => code === column.field)?.choices}
            change={(change) => setColumn(column.heading, change)}
          />
        ))}
        <fieldset class="stack">
          <legend class="strong">{t('intake.every')}</legend>
          {blanks.map(({ code, label, choices = [] }) => (
            <SelectField
              key={code}
              label={told(label)}
              blank={t('intake.blank')}
              value={plan.every?.[code] ?? ''}
              options={choices.map((one) => ({ value: one.code, label: told(one.label) }))}
              onInput={(value) => {
                const { [code]: _, ...rest } = plan.every ?? {};
                setPlan({ ...plan, every: value ? { ...rest, [code]: value } : rest });
              }}
            />
          ))}
        </fieldset>
        {plan.becomes === 'case' && (
          <>
            <ChipChoice
              label={t('intake.consent')}
              hint={t('intake.consentHint')}
              chips={(['written', 'oral', 'unsaid'] as const).map((value) => ({
                value,
                label: t(`intake.consent.${value}`),
              }))}
              value={plan.consent ?? 'unsaid'}
              onInput={(consent) => setPlan({ ...plan, consent: consent as NonNullable<Plan['consent']> })}
            />
            <ChipChoice
              label={t('intake.same')}
              chips={(['join', 'skip'] as const).map((value) => ({ value, label: t(`intake.same.${value}`) }))}
              value={plan.same ?? 'join'}
              onInput={(same) => setPlan({ ...plan, same: same as NonNullable<Plan['same']> })}
            />
            <ChipChoice
              label={t('intake.alike')}
              chips={(['mark', 'skip'] as const).map((value) => ({ value, label: t(`intake.alike.${value}`) }))}
              value={plan.alike ?? 'mark'}
              onInput={(alike) => setPlan({ ...plan, alike: alike as NonNullable<Plan['alike']> })}
            />
          </>
        )}
        <Refusal problem={write.problem} />
        {write.busy ? (
          <Progress text={t('intake.looking')} />
        ) : (
          <div class="actions">
            <button type="submit" class="btn">
              {t('intake.save')}
            </button>
          </div>
        )}
      </form>
    </Card>
  );
}

function ColumnRow({
  column: { heading, letter, field, samples, told: found, values },
  told: said,
  options,
  choices,
  change,
}: {
  column: Column;
  told: NonNullable<Plan['columns']>[number] | undefined;
  options: readonly Option[];
  choices: Register['fields'][number]['choices'];
  change: (change: Partial<NonNullable<Plan['columns']>[number]>) => void;
}) {
  const unknown = values?.filter(({ code }) => code === undefined) ?? [];
  const sample = samples.map(({ text, means }) => (means ? `${text} → ${partialDate(means)}` : text)).join(' · ');
  const same = said?.field === field;
  return (
    <fieldset class="stack">
      <legend class="strong">
        <bdi>{heading}</bdi> <span class="soft">({letter})</span>
      </legend>
      {sample && (
        <p class="small soft">
          <bdi>{sample}</bdi>
        </p>
      )}
      <SelectField
        label={t('intake.holds', { heading })}
        blank={t('intake.leaveOut')}
        value={said?.field ?? ''}
        options={options}
        onInput={(next) => change({ field: next || undefined } as never)}
      />
      {same && found === 'mixed' && <p class="note risk">{t('intake.mixed')}</p>}
      {same && said?.order && (
        <ChipChoice
          label={t('intake.order')}
          chips={(['day', 'month'] as const).map((value) => ({ value, label: t(`intake.order.${value}`) }))}
          value={said.order}
          onInput={(order) => change({ order: order as 'day' | 'month' })}
        />
      )}
      {same &&
        choices &&
        unknown.map(({ text, rows }) => (
          <SelectField
            key={text}
            label={t('intake.value', { text, count: rows })}
            blank={t('intake.unsaid')}
            value={said?.values?.[text] === '' ? '-' : (said?.values?.[text] ?? '')}
            options={[
              { value: '-', label: t('intake.leaveBlank') },
              ...choices.map((one) => ({ value: one.code, label: told(one.label) || one.code })),
            ]}
            onInput={(code) => {
              const { [text]: _, ...rest } = said?.values ?? {};
              change({ values: code === '' ? rest : { ...rest, [text]: code === '-' ? '' : code } });
            }}
          />
        ))}
    </fieldset>
  );
}
