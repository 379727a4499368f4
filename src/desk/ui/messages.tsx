/** Text messages about a case or an enquiry: what went out, and sending one. Never a number, never a text that was sent. */
import { useState } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import { may } from '../state/session.ts';
import { useCall, useWrite } from '../use-call.ts';
import { problemAt } from '../use-form.ts';
import { day, t, told, tx } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { SelectField, TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { Card, Refusal, Tag, type Tone } from './pieces.tsx';
import { Shown } from './states.tsx';
import { localTime } from './tasks.tsx';
import { toast } from './toast.tsx';

type About = { caseId: string } | { enquiryId: string };
type Message = CallOutput<'message.list'>['messages'][number];

const tones: Record<string, Tone> = {
  delivered: 'ok',
  answered: 'ok',
  failed: 'risk',
  unsure: 'due',
  stopped: 'due',
};

export function Messages({ about, writes, onTask }: { about: About; writes: boolean; onTask?: () => void }) {
  const called = useCall('message.list', about);
  const [writing, setWriting] = useState(false);
  return (
    <Card
      title={t('message.title')}
      aside={
        writes &&
        may('message.send') && (
          <button type="button" class="bare text" onClick={() => setWriting(true)}>
            <Icon name="plus" /> {t('message.write')}
          </button>
        )
      }
    >
      <Shown called={called} rows={2}>
        {({ messages }) =>
          messages.length === 0 ? (
            <p class="nothing">{t('message.none')}</p>
          ) : (
            <ul class="rows">
              {messages.map((one) => (
                <Row key={one.id} message={one} writes={writes} reload={called.reload} />
              ))}
            </ul>
          )
        }
      </Shown>
      {writing && (
        <WriteMessage
          about={about}
          onClose={() => setWriting(false)}
          onDone={(task) => {
            called.reload();
            if (task) onTask?.();
          }}
        />
      )}
    </Card>
  );
}

function Row({ message: one, writes, reload }: { message: Message; writes: boolean; reload: () => void }) {
  const cancel = useWrite('message.cancel');
  const title = one.title ? told(one.title) : one.template;
  const tone = tones[one.state];
  return (
    <li>
      <div>
        <p class="strong">{title}</p>
        <p class="small soft">
          {[
            day(one.sentAt ?? one.writtenAt, 'dayTime'),
            one.by ?? t('message.byHouse'),
            one.notBefore && t('message.notBefore', { when: day(one.notBefore, 'dayTime') }),
            one.why && tx(`message.why.${one.why}`),
            one.answer !== undefined && t('message.answer', { answer: String(one.answer) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Refusal problem={cancel.problem} />
      </div>
      <div class="actions">
        <Tag {...(tone && { tone })}>{tx(`message.state.${one.state}`)}</Tag>
        {one.state === 'waiting' && writes && may('message.send') && (
          <button
            type="button"
            class="btn"
            disabled={cancel.busy}
            onClick={async () => (await cancel.run({ id: one.id })) && reload()}
          >
            {t('message.takeBack')}
            <span class="unseen"> {title}</span>
          </button>
        )}
      </div>
    </li>
  );
}

/** Which of the messages, as it will be read; or why none may go. */
export function WriteMessage({
  about,
  onClose,
  onDone,
}: {
  about: About;
  onClose: () => void;
  onDone: (task: boolean) => void;
}) {
  const called = useCall('message.options', about);
  const [code, setCode] = useState('');
  const [when, setWhen] = useState(localTime(new Date(Date.now() + 3_600_000)));
  const send = useWrite('message.send');
  return (
    <Dialog title={t('message.write')} onClose={onClose}>
      <Shown called={called} rows={3}>
        {({ gateway, templates, hours }) => {
          if (!gateway) return <p class="nothing">{t('message.noGateway')}</p>;
          const chosen = templates.find((one) => one.code === code) ?? templates[0];
          if (!chosen) return <p class="nothing">{t('message.none')}</p>;
          return (
            <form
              onSubmit={async (event) => {
                event.preventDefault();
                const at = chosen.asksTime ? { at: new Date(when).toISOString() } : {};
                const sent = await send.run({ ...about, template: chosen.code, ...at });
                if (!sent) return;
                toast(t('message.queued'));
                onClose();
                onDone(sent.taskId !== undefined);
              }}
            >
              <SelectField
                label={t('message.which')}
                value={chosen.code}
                onInput={setCode}
                options={templates.map((one) => ({ value: one.code, label: told(one.title) }))}
              />
              {chosen.asksTime && (
                <TextField
                  label={t('message.when')}
                  type="datetime-local"
                  value={when}
                  onInput={setWhen}
                  required
                  problem={problemAt(send.problem?.fields, 'at')}
                />
              )}
              {chosen.why ? (
                <p class="note due">{t('message.cannot', { why: tx(`message.why.${chosen.why}`) })}</p>
              ) : (
                <>
                  <div class="note calm">
                    <p class="small soft">{t('message.preview')}</p>
                    <p dir="auto">{chosen.preview}</p>
                    <p class="small soft">{t('message.segments', { count: chosen.segments ?? 1 })}</p>
                  </div>
                  {hours && <p class="small soft">{t('message.hours', hours)}</p>}
                </>
              )}
              <Refusal problem={send.problem} />
              <div class="actions">
                <button type="submit" class="btn go" disabled={send.busy || chosen.why !== undefined}>
                  <Icon name="send" /> {t('message.send')}
                </button>
              </div>
            </form>
          );
        }}
      </Shown>
    </Dialog>
  );
}
