import { useState } from 'preact/hooks';
import { TextArea } from '../../ui/field.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { useWrite } from '../../use-call.ts';
import { day, t } from '../../words.ts';
import type { ReferralRead } from './index.tsx';

/** What both sides said, and the next word. */
export function Talk({ read, reload }: { read: ReferralRead; reload: () => void }) {
  const [text, setText] = useState('');
  const say = useWrite('referral.say');
  const notes = read.notes.filter((note) => note.text);
  return (
    <Card title={t('referral.talk')}>
      <div class="body">
        {notes.length === 0 && <p class="soft">{t('referral.noTalk')}</p>}
        {notes.map((note) => (
          <section key={note.id}>
            <p class="small soft">
              {note.ours ? (note.by ?? t('referral.ours')) : read.referral.organisation} · {day(note.at, 'dayTime')}
              {note.kind !== 'said' && ` · ${t(`referral.note.${note.kind}`)}`}
            </p>
            <p dir="auto" class="told-line">
              {note.text}
            </p>
          </section>
        ))}
        {read.may.say && (
          <form
            class="screen-only"
            onSubmit={async (event) => {
              event.preventDefault();
              if (!(await say.run({ id: read.referral.id, text }))) return;
              setText('');
              reload();
            }}
          >
            <TextArea label={t('referral.say')} hint={t('referral.sayHint')} value={text} onInput={setText} />
            <Refusal problem={say.problem} />
            <div class="actions">
              <button type="submit" class="btn" disabled={say.busy || text.trim() === ''}>
                {t('referral.sayGo')}
              </button>
            </div>
          </form>
        )}
      </div>
    </Card>
  );
}
