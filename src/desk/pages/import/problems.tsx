import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import type { Refused } from '../../client.ts';
import { call } from '../../state/session.ts';
import { download } from '../../ui/download.ts';
import { Icon } from '../../ui/icon.tsx';
import { Card, Name, Refusal } from '../../ui/pieces.tsx';
import { fieldText, Progress } from '../../ui/states.tsx';
import { asRefused, useWrite } from '../../use-call.ts';
import { t } from '../../words.ts';
import { CountLines } from './counts.tsx';

type Check = CallOutput<'intake.check'>;

/** What the register would become, and each cell that cannot be. */
export function Checked({ id }: { id: string }) {
  const [checked, setChecked] = useState<Check | undefined>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused | undefined>();
  const run = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      setChecked(await call('intake.check', { id }));
    } catch (error) {
      setProblem(asRefused(error));
    }
    setBusy(false);
  };
  return (
    <Card title={t('intake.checkTitle')}>
      <div class="body stack" aria-live="polite">
        <Refusal problem={problem} />
        {busy ? (
          <Progress text={t('intake.checking')} />
        ) : (
          <div class="actions">
            <button type="button" class={checked ? 'btn' : 'btn go'} onClick={run}>
              {t('intake.check')}
            </button>
          </div>
        )}
        {checked && <CountLines counts={checked.counts} />}
        {checked && checked.twice > 0 && <p>{t('intake.twice', { count: checked.twice })}</p>}
        {checked && <Problems id={id} checked={checked} />}
        {checked && <Known checked={checked} />}
      </div>
    </Card>
  );
}

const textOf = ({ heading, code, params }: Check['problems'][number]): string =>
  fieldText({ path: heading, code, ...(params && { params }) });
/** A table of text has no sheets. */
const cellOf = ({ sheet, cell }: Check['problems'][number]): string => (sheet ? `${sheet}!${cell}` : cell);

function Problems({ id, checked: { problems, problemCount } }: { id: string; checked: Check }) {
  const report = useWrite('intake.report');
  if (problemCount === 0) return <p>{t('intake.clean')}</p>;
  const save = async (): Promise<void> => {
    const words = {
      sheet: t('intake.sheet'),
      cell: t('intake.cell'),
      heading: t('exchange.column'),
      wrong: t('exchange.wrong'),
    };
    const lines = problems.map((one): [string, string, string, string] => [
      one.sheet || '1',
      one.cell,
      one.heading,
      textOf(one),
    ]);
    const made = await report.run({ id, words, lines });
    if (made) download(made.file, made.name);
  };
  return (
    <>
      <p class="note risk">{t('intake.problems', { count: problemCount })}</p>
      <div class="actions">
        <button type="button" class="btn" disabled={report.busy} onClick={save}>
          <Icon name="file" /> {t('intake.report')}
        </button>
      </div>
      <Refusal problem={report.problem} />
      <div class="scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('intake.cell')}</th>
              <th scope="col">{t('exchange.column')}</th>
              <th scope="col">{t('exchange.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, 200).map((one) => (
              <tr key={`${cellOf(one)} ${one.code}`}>
                <td>{cellOf(one)}</td>
                <td>{one.heading}</td>
                <td>{textOf(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Known({ checked: { known } }: { checked: Check }) {
  if (known.length === 0) return null;
  return (
    <details>
      <summary>{t('exchange.known')}</summary>
      <ul class="rows">
        {known.map(({ sheet, row, certain, personId, name, number, like }) => (
          <li key={`${sheet} ${row}`}>
            <div>
              {t('intake.row', { row })}:{' '}
              {personId ? (
                <a href={`/desk/people/${personId}`}>{name ? <Name>{name}</Name> : number}</a>
              ) : (
                like && t('intake.row', { row: like.row })
              )}
            </div>
            <span class="small soft">{t(certain ? 'intake.certain' : 'intake.doubtful')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
