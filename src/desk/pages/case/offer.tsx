import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { clausesOf, offerVersions } from '../../../kernel/recruitment/index.ts';
import { codeList, label } from '../../state/definitions.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { money, rateLine } from '../../ui/money.ts';
import { Card, Name, Tag, type Tone } from '../../ui/pieces.tsx';
import { LicenceTag, stateText } from '../../ui/recruiter.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { day, number, say, t } from '../../words.ts';
import { OfferDialog } from './offer-dialog.tsx';

export type OfferRead = CallOutput<'offer.read'>;
export type OfferRow = OfferRead['offers'][number];
type Compared = OfferRead['compared'][number];
export type Version = OfferRow['version'];

const marks: Record<Compared['judgement'], { tone: Tone; icon: IconName }> = {
  same: { tone: 'ok', icon: 'check' },
  better: { tone: 'ok', icon: 'check' },
  worse: { tone: 'risk', icon: 'risk' },
  missing: { tone: 'due', icon: 'cross' },
  unclear: { tone: 'calm', icon: 'search' },
};

/** What was offered, what was signed and what it really is, clause by clause, and what of it is worse than promised. */
export function Offers({ caseId, onFlags }: { caseId: string; onFlags: () => void }) {
  const called = useCall('offer.read', { caseId });
  const [editing, setEditing] = useState<Version>();
  const write = called.data?.mayWrite === true;
  return (
    <Card title={t('recruitment.offer.title')}>
      <Shown called={called} rows={3}>
        {(read) => (
          <>
            {read.offers.length === 0 ? (
              <p class="nothing">{t('recruitment.offer.none')}</p>
            ) : (
              <SideBySide read={read} />
            )}
            {write && (
              <div class="bar actions">
                {offerVersions.map((version) => (
                  <button key={version} type="button" class="btn small" onClick={() => setEditing(version)}>
                    <Icon name={read.offers.some((one) => one.version === version) ? 'file' : 'plus'} />{' '}
                    {t(`recruitment.offer.version.${version}`)}
                  </button>
                ))}
              </div>
            )}
          </>
        )}
      </Shown>
      {editing && called.data && (
        <OfferDialog
          caseId={caseId}
          version={editing}
          offer={called.data.offers.find(({ version }) => version === editing)}
          // A contract is written down after what was offered: most of it is said already.
          like={called.data.offers.find(({ version }) => version === 'offered')}
          onClose={() => setEditing(undefined)}
          onDone={(raised) => {
            called.reload();
            if (raised) onFlags();
          }}
        />
      )}
    </Card>
  );
}

function SideBySide({ read: { offers, compared, rates } }: { read: OfferRead }) {
  const said = offerVersions.flatMap((version) => offers.filter((one) => one.version === version));
  const clauses = clausesOf(codeList('contractClause'));
  const worse = compared.filter(({ sign }) => sign !== undefined);
  const value = (offer: OfferRow, code: string): string => {
    const clause = clauses.find((one) => one.code === code);
    const term = offer.terms[code];
    if (term === undefined) return t('recruitment.offer.notSaid');
    if (typeof term === 'string') return label(clause?.list ?? '', term);
    return clause?.kind === 'money' && offer.currency ? money(term, offer.currency) : number(term);
  };
  const about = (heading: string, of: (offer: OfferRow) => ComponentChildren) =>
    said.some((offer) => of(offer)) && (
      <tr>
        <th scope="row">{heading}</th>
        {said.map((offer) => (
          <td key={offer.version} data-label={t(`recruitment.offer.version.${offer.version}`)}>
            {of(offer) || t('recruitment.offer.notSaid')}
          </td>
        ))}
      </tr>
    );
  return (
    <>
      {worse.length > 0 && (
        <div class="note risk flag">
          <div>
            <p class="strong">
              <Icon name="risk" />{' '}
              {t('recruitment.offer.substituted', {
                clauses: worse
                  .map(({ clause, why }) => `${label('contractClause', clause)} (${whyText(why)})`)
                  .join(', '),
              })}
            </p>
            <p>{t('recruitment.offer.substitutedMeans')}</p>
          </div>
        </div>
      )}
      <table class="table offers">
        <thead>
          <tr>
            <th>{t('recruitment.offer.clause')}</th>
            {said.map(({ version, on }) => (
              <th key={version}>
                {t(`recruitment.offer.version.${version}`)} <span class="small soft">{day(on)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compared.map((one) => (
            <tr key={one.clause}>
              <th scope="row">
                {label('contractClause', one.clause)}
                <p>
                  <Tag {...marks[one.judgement]}>{t(`recruitment.judgement.${one.judgement}`)}</Tag>{' '}
                  <span class="small soft">{whyText(one.why)}</span>
                </p>
              </th>
              {said.map((offer) => (
                <td key={offer.version} data-label={t(`recruitment.offer.version.${offer.version}`)}>
                  <bdi>{value(offer, one.clause)}</bdi>
                </td>
              ))}
            </tr>
          ))}
          {about(t('recruitment.offer.recruiter'), ({ recruiter }) =>
            recruiter ? (
              <>
                <Name>{recruiter.name}</Name> <LicenceTag state={recruiter.state} until={recruiter.until} />{' '}
                {recruiter.onThatDay !== recruiter.state && (
                  <span class="small soft">
                    {t('recruitment.state.then', { state: stateText(recruiter.onThatDay) })}
                  </span>
                )}
              </>
            ) : undefined,
          )}
          {about(t('recruitment.offer.employer'), ({ employer }) => employer && <Name>{employer}</Name>)}
          {about(t('recruitment.offer.note'), ({ note }) => note && <span dir="auto">{note}</span>)}
        </tbody>
      </table>
      {rates.length > 0 && (
        <div class="sums">
          {rates.map((rate) => (
            <p key={`${rate.currency} ${rate.base} ${rate.day}`} class="small soft">
              {rateLine(rate)}
            </p>
          ))}
        </div>
      )}
    </>
  );
}

const whyText = ({ code, params }: Compared['why']): string => {
  const { percent } = params;
  return (
    say(`recruitment.why.${code}`, percent === undefined ? params : { ...params, percent: number(percent) }) ?? code
  );
};
