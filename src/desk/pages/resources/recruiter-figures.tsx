import { useState } from 'preact/hooks';
import { Figure } from '../../../view/charts/index.ts';
import { ownProgrammes } from '../../state/definitions.ts';
import { SelectField } from '../../ui/field.tsx';
import { Card } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { language, t, told, tx } from '../../words.ts';

/** How many cases name each recruiter: a number, and nothing of what any of them did. */
export function RecruiterFigures() {
  const offered = ownProgrammes();
  const [programme, setProgramme] = useState(offered[0]?.code);
  const called = useCall('recruiter.figures', programme === undefined ? undefined : { programme });
  if (programme === undefined) return null;
  return (
    <div class="stack">
      {offered.length > 1 && (
        <SelectField
          label={t('figures.programme')}
          value={programme}
          options={offered.map(({ code, title }) => ({ value: code, label: told(title) }))}
          onInput={setProgramme}
        />
      )}
      <Shown called={called} rows={3}>
        {({ recruiters, threshold }) =>
          recruiters.length === 0 ? (
            <Card title={t('recruitment.figures.title')}>
              <p class="nothing">{t('recruitment.figures.none')}</p>
            </Card>
          ) : (
            <Figure
              title={t('recruitment.figures.title')}
              definition={t('recruitment.figures.what')}
              cells={recruiters
                .map(({ id, name, cases, hidden }) => ({
                  key: id,
                  label: name,
                  ...(cases !== undefined && { count: cases }),
                  ...(hidden && { hidden }),
                }))
                .sort((a, b) => (b.count ?? -1) - (a.count ?? -1))}
              form="bars"
              head={t('recruitment.offer.recruiter')}
              unit={t('figures.of.cases')}
              language={language()}
              t={tx}
              {...(threshold !== undefined && { threshold })}
            />
          )
        }
      </Shown>
    </div>
  );
}
