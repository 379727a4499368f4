import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { go } from '../../router.ts';
import { ownProgrammes } from '../../state/definitions.ts';
import { ChipChoice } from '../../ui/chips.tsx';
import { CheckField, Field, SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { fieldText, Progress } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { t, told } from '../../words.ts';
import { base64, mostBytes } from '../admin/bytes.ts';

type Tried = CallOutput<'case.import'>;
type How = 'oral' | 'written';

/** Cases from a file: what it would change, cell by cell, and only then the change. */
export function StandardImport() {
  const offered = ownProgrammes();
  const [file, setFile] = useState<File | undefined>();
  const [mapping, setMapping] = useState<File | undefined>();
  const [programme, setProgramme] = useState(offered[0]?.code ?? '');
  const [consent, setConsent] = useState<How>('oral');
  const [without, setWithout] = useState<readonly number[]>([]);
  const [tried, setTried] = useState<Tried | undefined>();
  const write = useWrite('case.import');
  const large = file !== undefined && file.size > mostBytes;
  const anew = (): void => {
    setTried(undefined);
    setWithout([]);
    write.clear();
  };
  const send = async (dryRun: boolean): Promise<Tried | undefined> => {
    if (!file) return undefined;
    return write.run({
      file: base64(new Uint8Array(await file.arrayBuffer())),
      ...(mapping && { mapping: await mapping.text() }),
      programme,
      consent,
      without: [...without],
      dryRun,
    });
  };
  return (
    <div class="stack">
      <Card title={t('exchange.file')}>
        <form
          class="body stack"
          onSubmit={async (event) => {
            event.preventDefault();
            setTried(await send(true));
          }}
        >
          <p class="soft">{t('exchange.what')}</p>
          <Field label={t('exchange.file')} hint={t('exchange.fileHint')}>
            {(tied) => (
              <input
                {...tied}
                type="file"
                accept=".json,.csv,.xlsx"
                onChange={(event) => {
                  setFile(event.currentTarget.files?.[0]);
                  anew();
                }}
              />
            )}
          </Field>
          <Field label={t('exchange.mapping')} hint={t('exchange.mappingHint')} optional>
            {(tied) => (
              <input
                {...tied}
                type="file"
                accept=".json"
                onChange={(event) => {
                  setMapping(event.currentTarget.files?.[0]);
                  anew();
                }}
              />
            )}
          </Field>
          <SelectField
            label={t('desk.enquiry.programme')}
            value={programme}
            options={offered.map(({ code, title }) => ({ value: code, label: told(title) }))}
            onInput={(next) => {
              setProgramme(next);
              anew();
            }}
          />
          <ChipChoice
            label={t('exchange.consent')}
            chips={[
              { value: 'oral', label: t('desk.consent.oral') },
              { value: 'written', label: t('desk.consent.written') },
            ]}
            value={consent}
            onInput={(next) => setConsent(next as How)}
          />
          <p class="hint">{t('exchange.consentHint')}</p>
          {large && <p class="error">{t('admin.tooLarge', { most: mostBytes / 1_000_000 })}</p>}
          <Refusal problem={write.problem} />
          {write.busy ? (
            <Progress text={t(tried ? 'exchange.working' : 'exchange.trying')} cancel={write.cancel} />
          ) : (
            <div class="actions">
              <button type="submit" class={tried ? 'btn' : 'btn go'} disabled={!file || large}>
                {t('exchange.try')}
              </button>
            </div>
          )}
        </form>
      </Card>
      {tried && (
        <Report tried={tried} without={without} leaveOut={setWithout}>
          <button
            type="button"
            class="btn go"
            disabled={write.busy || tried.problems.length > 0 || tried.created - left(tried, without) === 0}
            onClick={async () => {
              const made = await send(false);
              if (!made) return;
              if (made.problems.length > 0) return setTried(made);
              toast(t('exchange.done', { count: made.created }));
              go('/desk/cases');
            }}
          >
            <Icon name="check" /> {t('exchange.go', { count: tried.created - left(tried, without) })}
          </button>
        </Report>
      )}
    </div>
  );
}

/** Rows are left out of what was tried with them: each is one case of the file. */
const left = ({ duplicates }: Tried, without: readonly number[]): number =>
  new Set(duplicates.map(({ row }) => row).filter((row) => without.includes(row))).size;

function Report({
  tried: { created, problems, duplicates, notHeld, unknownColumns },
  without,
  leaveOut,
  children,
}: {
  tried: Tried;
  without: readonly number[];
  leaveOut: (rows: readonly number[]) => void;
  children: ComponentChildren;
}) {
  return (
    <Card title={t('exchange.would', { count: created })}>
      <div class="body stack" aria-live="polite">
        {problems.length === 0 ? (
          <p>{t('exchange.clean')}</p>
        ) : (
          <>
            <p class="note risk">{t('exchange.problems', { count: problems.length })}</p>
            <div class="scroll">
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">{t('exchange.row')}</th>
                    <th scope="col">{t('exchange.column')}</th>
                    <th scope="col">{t('exchange.wrong')}</th>
                  </tr>
                </thead>
                <tbody>
                  {problems.map(({ row, column, code, params }) => (
                    <tr key={`${row} ${column} ${code}`}>
                      <td class="num">{row}</td>
                      <td>{column}</td>
                      <td>{fieldText({ path: column, code, ...(params && { params }) })}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
        {duplicates.length > 0 && (
          <fieldset>
            <legend class="strong">{t('exchange.known')}</legend>
            <p class="hint">{t('exchange.knownWhat')}</p>
            {duplicates.map(({ row, number, name }) => (
              <CheckField
                key={`${row} ${number}`}
                label={t('exchange.leaveOut', { row, who: name === undefined ? number : `${name}, ${number}` })}
                checked={without.includes(row)}
                onInput={(on) => leaveOut(on ? [...without, row] : without.filter((one) => one !== row))}
              />
            ))}
          </fieldset>
        )}
        {notHeld.length > 0 && (
          <details>
            <summary>{t('exchange.notHeld')}</summary>
            <dl class="facts">
              {notHeld.map(({ column, cells, why }) => (
                <div key={column} class="pair">
                  <dt>{t('exchange.notHeldColumn', { column, count: cells })}</dt>
                  <dd lang="en">{why}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
        {unknownColumns.length > 0 && (
          <details>
            <summary>{t('exchange.unknown')}</summary>
            <p>{unknownColumns.join(', ')}</p>
          </details>
        )}
        <div class="actions">{children}</div>
      </div>
    </Card>
  );
}
