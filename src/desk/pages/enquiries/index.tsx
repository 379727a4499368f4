import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { useLive } from '../../live.ts';
import { changeQuery, go, place } from '../../router.ts';
import { codes, label } from '../../state/definitions.ts';
import { may } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { SelectField } from '../../ui/field.tsx';
import { WriteMessage } from '../../ui/messages.tsx';
import { More } from '../../ui/more.tsx';
import { Card, FlagLine, PageHead, Refusal, Tag } from '../../ui/pieces.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { useWrite } from '../../use-call.ts';
import { usePages } from '../../use-pages.ts';
import { ageBandText, day, t, told } from '../../words.ts';
import { OpenCase } from '../enquiry/open-case.tsx';

type Enquiry = CallOutput<'enquiry.list'>['items'][number];

/** Contacts, newest first; what waits for an answer can be asked for alone. */
export default function EnquiriesPage() {
  const { query } = useStore(place);
  const value = (name: string) => query.get(name) ?? '';
  const answered = value('answered');
  useLive('reach');
  const pages = usePages('enquiry.list', {
    ...(value('channel') && { channel: value('channel') }),
    ...(value('topic') && { topic: value('topic') }),
    ...(answered && { answered: answered === 'yes' }),
    ...(value('open') && { open: true }),
  });
  const [opening, setOpening] = useState<Enquiry>();
  const options = (list: string) => codes(list).map((item) => ({ value: item.code, label: told(item.label) }));
  const filter = (name: string) => ({ value: value(name), onInput: (next: string) => changeQuery({ [name]: next }) });
  return (
    <>
      <PageHead title={t('desk.enquiries.title')} sub={t('desk.enquiries.what')} />
      <search class="card">
        <div class="body grid tight">
          <SelectField
            label={t('desk.enquiry.channel.short')}
            blank={t('desk.all')}
            options={options('channel')}
            {...filter('channel')}
          />
          <SelectField
            label={t('desk.enquiry.topic')}
            blank={t('desk.all')}
            options={options('topic')}
            {...filter('topic')}
          />
          <SelectField
            label={t('desk.enquiry.answered.short')}
            blank={t('desk.all')}
            options={[
              { value: 'yes', label: t('desk.enquiry.answered.yes') },
              { value: 'no', label: t('desk.enquiry.answered.no') },
            ]}
            {...filter('answered')}
          />
          <SelectField
            label={t('desk.enquiries.state')}
            blank={t('desk.all')}
            options={[{ value: '1', label: t('desk.enquiries.open') }]}
            {...filter('open')}
          />
        </div>
      </search>
      <Card>
        <Shown called={pages.first} rows={8}>
          {() =>
            pages.items.length === 0 ? (
              <Empty icon="enquiries" title={t('desk.enquiries.none')}>
                {may('enquiry.write') && <a href="/desk/enquiries/new">{t('desk.newEnquiry')}</a>}
              </Empty>
            ) : (
              <ul class="rows">
                {pages.items.map((one) => (
                  <Row key={one.id} enquiry={one} onOpen={() => setOpening(one)} />
                ))}
              </ul>
            )
          }
        </Shown>
        <More pages={pages} />
      </Card>
      {opening && (
        <OpenCase
          enquiryId={opening.id}
          onClose={() => setOpening(undefined)}
          onOpened={(caseId) => go(`/desk/cases/${caseId}`)}
        />
      )}
    </>
  );
}

function Row({ enquiry, onOpen }: { enquiry: Enquiry; onOpen: () => void }) {
  const { channel, topic, destination, sex, ageBand, team } = enquiry;
  const answering = useWrite('enquiry.answer');
  const [now, setNow] = useState<string>();
  const [writing, setWriting] = useState(false);
  const answeredAt = now ?? enquiry.answeredAt;
  return (
    <li>
      <div>
        <p>
          <span class="strong">{label('topic', topic)}</span>{' '}
          <span class="soft">
            {[
              label('channel', channel),
              label('destination', destination),
              sex && t(`desk.sex.${sex}`),
              ageBandText(ageBand),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
        <p class="small soft">
          <span class="num">{day(enquiry.at, 'dayTime')}</span>
          {team && ` · ${team}`}
          {' · '}
          {enquiry.personId ? (
            <a href={`/desk/people/${enquiry.personId}`}>{t('desk.enquiries.person')}</a>
          ) : (
            t('desk.enquiries.anonymous')
          )}
        </p>
        {enquiry.note && (
          <p class="small clamp" dir="auto">
            {enquiry.note}
          </p>
        )}
        <FlagLine flags={enquiry.flags} />
        <Refusal problem={answering.problem} />
        {writing && (
          <WriteMessage about={{ enquiryId: enquiry.id }} onClose={() => setWriting(false)} onDone={() => undefined} />
        )}
      </div>
      <div class="actions">
        {enquiry.caseId ? (
          <a href={`/desk/cases/${enquiry.caseId}`}>{t('desk.enquiries.case')}</a>
        ) : (
          <>
            {answeredAt ? (
              <Tag tone="ok" icon="check">
                {t(enquiry.answered ? 'desk.enquiry.answered.yes' : 'desk.enquiries.answeredLater')}
              </Tag>
            ) : (
              <Tag tone="due" icon="clock">
                {t('desk.enquiry.answered.no')}
              </Tag>
            )}
            {!answeredAt && may('enquiry.write') && (
              <button
                type="button"
                class="btn"
                disabled={answering.busy}
                onClick={async () => setNow((await answering.run({ id: enquiry.id }))?.answeredAt)}
              >
                {t('desk.enquiries.answer')}
              </button>
            )}
            {enquiry.personId && !answeredAt && may('message.send') && (
              <button type="button" class="btn" onClick={() => setWriting(true)}>
                {t('message.write')}
              </button>
            )}
            {may('case.write') && (
              <button type="button" class="btn" onClick={onOpen}>
                {t('desk.enquiry.openCase')}
              </button>
            )}
          </>
        )}
      </div>
    </li>
  );
}
