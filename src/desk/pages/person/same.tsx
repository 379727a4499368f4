import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { go } from '../../router.ts';
import { may } from '../../state/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { PersonName, PersonSearch, type PersonSummary, personFacts } from '../../ui/person-search.tsx';
import { Card, Refusal, Tag } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { day, say, t } from '../../words.ts';
import type { PersonRead } from './amend.ts';

interface Props {
  record: PersonRead;
  reload: () => void;
}
type Candidate = CallOutput<'person.duplicates'>['candidates'][number];

/** People who may be the same, with what speaks for and against. The judgement is a person's, never the machine's. */
export function SamePerson({ record, reload }: Props) {
  const called = useCall('person.duplicates', { id: record.person.id });
  const [merging, setMerging] = useState<PersonSummary | undefined>();
  const [looking, setLooking] = useState(false);
  return (
    <Card title={t('person.same')}>
      <Shown called={called} rows={2}>
        {({ candidates }) => (
          <>
            {candidates.length === 0 && <p class="person-empty soft">{t('person.nobodySame')}</p>}
            <ul class="rows">
              {candidates.map((candidate) => (
                <li key={candidate.person.id}>
                  <div>
                    <a class="row-link" href={`/desk/people/${candidate.person.id}`}>
                      <PersonName person={candidate.person} />
                    </a>
                    <div class="small soft">{personFacts(candidate.person)}</div>
                    <Evidence candidate={candidate} />
                  </div>
                  {may('person.merge') && (
                    <button type="button" class="btn" onClick={() => setMerging(candidate.person)}>
                      {t('person.compare')}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Shown>
      {may('person.merge') && (
        <div class="person-foot">
          {looking ? (
            <PersonSearch
              label={t('person.whichOther')}
              onChoose={(person) => {
                setLooking(false);
                if (person.id !== record.person.id) setMerging(person);
              }}
            />
          ) : (
            <button type="button" class="bare text" onClick={() => setLooking(true)}>
              {t('person.mergeOther')}
            </button>
          )}
        </div>
      )}
      {merging && <Merge record={record} other={merging} close={() => setMerging(undefined)} reload={reload} />}
    </Card>
  );
}

function Evidence({ candidate }: { candidate: Candidate }) {
  const words = (reasons: Candidate['for']) => reasons.map(({ code, params }) => say(`match.${code}`, params) ?? code);
  return (
    <dl class="person-evidence small">
      <dt>{t('person.for_')}</dt>
      <dd>
        {words(candidate.for).map((reason) => (
          <Tag key={reason} tone="ok" icon="check">
            {reason}
          </Tag>
        ))}
      </dd>
      {candidate.against.length > 0 && (
        <>
          <dt>{t('person.against')}</dt>
          <dd>
            {words(candidate.against).map((reason) => (
              <Tag key={reason} icon="cross">
                {reason}
              </Tag>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

/** Two records side by side, and which of them stays. Both histories are kept, and it can be undone. */
function Merge({ record, other, close, reload }: Props & { other: PersonSummary; close: () => void }) {
  const [keep, setKeep] = useState(record.person.id);
  const [reason, setReason] = useState('');
  const merge = useWrite('person.merge');
  const pair = [record.person, other];
  return (
    <Dialog title={t('person.merge')} onClose={close} wide>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const gone = pair.find(({ id }) => id !== keep)!;
          if (!(await merge.run({ keep, merge: gone.id, reason }))) return;
          toast(t('person.merged'));
          close();
          if (keep === record.person.id) reload();
          else go(`/desk/people/${keep}`);
        }}
      >
        <p>{t('person.mergeWhat')}</p>
        <fieldset class="field">
          <legend>{t('person.keepWhich')}</legend>
          <div class="person-pair">
            {pair.map((person) => (
              <label key={person.id} class={person.id === keep ? 'on' : undefined}>
                <input type="radio" name="keep" checked={person.id === keep} onChange={() => setKeep(person.id)} />
                <span>
                  <PersonName person={person} />
                  <span class="small soft person-line">{personFacts(person)}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <TextArea label={t('person.why')} value={reason} onInput={setReason} rows={2} />
        <Refusal problem={merge.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={merge.busy || reason.trim() === ''}>
            {t('person.mergeGo')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Records that were merged into this one; each can be taken apart again. */
export function Merged({ record, reload }: Props) {
  const [undoing, setUndoing] = useState<PersonRead['mergedFrom'][number] | undefined>();
  if (record.mergedFrom.length === 0) return null;
  return (
    <Card title={t('person.mergedFrom')}>
      <ul class="rows">
        {record.mergedFrom.map((one) => (
          <li key={one.mergeId}>
            <div>
              <span class="num">{one.number}</span>
              <div class="small soft">{day(one.at)}</div>
            </div>
            {may('person.merge') && (
              <button type="button" class="btn" onClick={() => setUndoing(one)}>
                {t('person.unmerge')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {undoing && <Unmerge one={undoing} close={() => setUndoing(undefined)} reload={reload} />}
    </Card>
  );
}

interface UnmergeProps {
  one: PersonRead['mergedFrom'][number];
  close: () => void;
  reload: () => void;
}

function Unmerge({ one, close, reload }: UnmergeProps) {
  const [reason, setReason] = useState('');
  const unmerge = useWrite('person.unmerge');
  return (
    <Dialog title={t('person.unmergeTitle', { number: one.number })} onClose={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await unmerge.run({ mergeId: one.mergeId, reason }))) return;
          toast(t('person.unmerged', { number: one.number }));
          close();
          reload();
        }}
      >
        <p>{t('person.unmergeWhat')}</p>
        <TextArea label={t('person.why')} value={reason} onInput={setReason} rows={2} />
        <Refusal problem={unmerge.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={unmerge.busy || reason.trim() === ''}>
            {t('person.unmerge')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
