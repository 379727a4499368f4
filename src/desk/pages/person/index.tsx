import { useState } from 'preact/hooks';
import type { Programme } from '../../../kernel/index.ts';
import { JourneyLine } from '../../../view/journey/index.ts';
import type { PageProps } from '../../routes.ts';
import { label, placeLabel, programme, programmes, stageLabel } from '../../state/definitions.ts';
import { may } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { PaperDialog } from '../../ui/paper.tsx';
import { Card, FlagTag, Name, PageHead, Tag, type Tone } from '../../ui/pieces.tsx';
import { Relatives } from '../../ui/relatives.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { day, language, partialDate, t, told, tx } from '../../words.ts';
import { ageOf, localDay } from './about.ts';
import type { PersonRead } from './amend.ts';
import { ContactCard } from './contact.tsx';
import { Edit } from './edit.tsx';
import { Erase } from './erase.tsx';
import { Holds } from './holds.tsx';
import { OpenCase } from './open-case.tsx';
import { Merged, SamePerson } from './same.tsx';

/** One page a person: who they are, how to reach them safely, and their whole journey at a glance. */
export default function PersonPage({ params }: PageProps) {
  const called = useCall('person.read', { id: params.id ?? '' });
  return (
    <Shown called={called} rows={6} page>
      {(record) => <Person record={record} reload={called.reload} />}
    </Shown>
  );
}

interface Props {
  record: PersonRead;
  reload: () => void;
}

function Person({ record, reload }: Props) {
  const [editing, setEditing] = useState(false);
  const [opening, setOpening] = useState(false);
  const [erasing, setErasing] = useState(false);
  const [copying, setCopying] = useState(false);
  return (
    <div class="stack person">
      <Head record={record} edit={() => setEditing(true)} openCase={() => setOpening(true)} />
      <Journey record={record} />
      <div class="two">
        <div class="stack">
          <Cases record={record} />
          <Relatives personId={record.person.id} />
          <SamePerson record={record} reload={reload} />
        </div>
        <div class="stack">
          <ContactCard record={record} reload={reload} />
          <Consents record={record} />
          <Merged record={record} reload={reload} />
          {may('person.copy') && (
            <div>
              <button type="button" class="bare text" onClick={() => setCopying(true)}>
                {t('paper.copy')}
              </button>
            </div>
          )}
          {may('person.erase') && <Holds personId={record.person.id} />}
          {may('person.erase') && (
            <div>
              <button type="button" class="bare text" onClick={() => setErasing(true)}>
                {t('person.erase')}
              </button>
            </div>
          )}
        </div>
      </div>
      {editing && <Edit record={record} reload={reload} close={() => setEditing(false)} />}
      {opening && <OpenCase record={record} close={() => setOpening(false)} />}
      {copying && (
        <PaperDialog
          call="person.copy"
          id={record.person.id}
          title={t('paper.copyTitle', { number: record.person.number })}
          what={t('paper.copyWhat')}
          onClose={() => setCopying(false)}
        />
      )}
      {erasing && <Erase record={record} close={() => setErasing(false)} />}
    </div>
  );
}

function Head({ record, edit, openCase }: { record: PersonRead; edit: () => void; openCase: () => void }) {
  const { person, identity, facts, safeContact } = record;
  const birth = identity?.birth ?? person.birth;
  const age = ageOf(birth, localDay());
  const name = identity?.name ?? person.name;
  const romanised = identity?.romanised ?? person.romanised;
  const callMe = identity?.callMe ?? person.callMe;
  const line = [
    facts.sex && t(`desk.sex.${facts.sex}`),
    age && birth && t('person.age', { age: age.age, known: birth.known }),
    birth && partialDate(birth.value, true),
    !birth && person.ageBand,
    (facts.nationalities ?? person.nationalities).map((code) => label('country', code)).join(', '),
    facts.place && placeLabel(facts.place),
    callMe && t('person.callMe', { name: callMe }),
  ].filter(Boolean);
  return (
    <>
      <PageHead
        window={t('person.window')}
        title={
          <>
            <Name>{name ?? person.number}</Name>
            {romanised && romanised !== name && <span class="soft person-romanised"> {romanised}</span>}
          </>
        }
        sub={
          <>
            {line.join(' · ')}
            {name && (
              <>
                {line.length > 0 && ' · '}
                <span class="num">{person.number}</span>
              </>
            )}
          </>
        }
      >
        {may('person.write') && identity && (
          <button type="button" class="btn" onClick={edit}>
            {t('person.edit')}
          </button>
        )}
        {may('case.write') && (
          <button type="button" class="btn" onClick={openCase}>
            <Icon name="cases" /> {t('desk.openCase.title')}
          </button>
        )}
      </PageHead>
      <p class="person-chips">
        {age?.child && (
          <Tag tone="risk" icon="risk">
            {t('person.child')}
          </Tag>
        )}
        <SafeChip rules={safeContact} />
        {(identity?.aliases ?? []).map((alias) => (
          <Tag key={alias}>{t('person.alias', { name: alias })}</Tag>
        ))}
        {(identity?.documents ?? []).map((document) => (
          <Tag key={document.number} icon="file">
            {label('documentType', document.type)} <span class="num">{document.number}</span>
          </Tag>
        ))}
      </p>
    </>
  );
}

/** Whether one may call, in a word; the whole rule stands in the contact card, before any number. */
function SafeChip({ rules }: { rules: PersonRead['safeContact'] }) {
  const tone: Tone = rules?.mayCall === 'yes' ? 'ok' : rules?.mayCall === 'no' ? 'risk' : 'due';
  const hours = rules?.mayCall !== 'no' && rules?.hours ? ` · ${rules.hours}` : '';
  return (
    <Tag tone={tone} icon={rules?.mayCall === 'no' ? 'phoneOff' : 'phone'}>
      {t(`desk.safe.${rules?.mayCall ?? 'unknown'}`)}
      <bdi>{hours}</bdi>
    </Tag>
  );
}

function Journey({ record: { journey, cases } }: { record: PersonRead }) {
  const distinct = (values: (string | undefined)[]): number =>
    new Set(values.filter((value) => value !== undefined)).size;
  const counts = {
    entries: journey.length,
    places: distinct(journey.map(({ place }) => place)),
    programmes: distinct([...journey, ...cases].map((one) => one.programme)),
  };
  return (
    <Card title={t('journey.title')} {...(journey.length > 1 && { aside: t('journey.summary', counts) })}>
      <div class="body">
        <JourneyLine
          entries={journey}
          programmes={programmes().map(({ code }: Programme) => code)}
          today={localDay()}
          lang={language()}
          t={tx}
          placeName={placeLabel}
          programmeName={(code) => told(programme(code)?.title) || code}
          href={({ entryId, caseId }) =>
            entryId ? `/desk/entries/${entryId}` : caseId ? `/desk/cases/${caseId}` : undefined
          }
        />
      </div>
    </Card>
  );
}

function Cases({ record: { cases, person } }: { record: PersonRead }) {
  return (
    <Card title={t('person.cases')} aside={t('person.casesCount', { count: cases.length })}>
      {cases.length === 0 && (
        <Empty icon="cases" title={t('person.noCases')}>
          {may('enquiry.write') && <a href={`/desk/enquiries/new?person=${person.id}`}>{t('person.newEnquiry')}</a>}
        </Empty>
      )}
      <ul class="rows">
        {cases.map((one) => (
          <li key={one.id}>
            <div>
              <a class="row-link num" href={`/desk/cases/${one.id}`}>
                {one.number}
              </a>{' '}
              <span>{told(programme(one.programme)?.title) || one.programme}</span>
              <div class="small soft">
                {one.closedAt
                  ? t('person.openedClosed', { from: day(one.openedAt), to: day(one.closedAt) })
                  : t('person.opened', { from: day(one.openedAt) })}
              </div>
            </div>
            <div class="person-tags">
              <FlagTag flags={one.flags} />
              <Tag tone={one.closedAt ? 'ok' : 'calm'}>{stageLabel(one.programme, one.stage)}</Tag>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Consents({ record: { consents } }: { record: PersonRead }) {
  const today = new Date().toISOString();
  return (
    <Card title={t('person.consents')}>
      {consents.length === 0 && <p class="person-empty soft">{t('person.noConsents')}</p>}
      <ul class="rows">
        {consents.map((consent) => (
          <li key={consent.id}>
            <div>
              {label('consentPurpose', consent.purpose)}
              {consent.recipient && <div class="small soft">{t('person.for', { name: consent.recipient })}</div>}
            </div>
            <ConsentTag consent={consent} today={today} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ConsentTag({ consent, today }: { consent: PersonRead['consents'][number]; today: string }) {
  if (consent.withdrawnAt) return <Tag tone="risk">{t('person.withdrawn', { day: day(consent.withdrawnAt) })}</Tag>;
  if (consent.expiresAt && consent.expiresAt <= today)
    return <Tag tone="due">{t('person.expired', { day: day(consent.expiresAt) })}</Tag>;
  return (
    <Tag tone="ok" icon="check">
      {consent.expiresAt
        ? t('person.until', { day: day(consent.expiresAt) })
        : t('person.given', { day: day(consent.givenAt) })}
    </Tag>
  );
}
