import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { languageName } from '../../ui/languages.ts';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, number, t, told, tx } from '../../words.ts';

type State = CallOutput<'message.gateway'>;

/** Whether messages can leave the house, under which name, and how they went. */
export function MessagesAdmin() {
  const called = useCall('message.gateway', {});
  return (
    <Shown called={called} rows={6}>
      {(state) => (
        <div class="two">
          <div class="stack">
            <Gateway state={state} />
            <Lengths state={state} />
          </div>
          {/* Drawn anew when somebody else has changed it. */}
          <Sender key={state.sender?.revision ?? 0} state={state} reload={called.reload} />
        </div>
      )}
    </Shown>
  );
}

function Gateway({ state: { name, states, templates, sender } }: { state: State }) {
  const [trying, setTrying] = useState(false);
  return (
    <Card title={t('message.gateway')} aside={name}>
      <div class="body stack">
        {name === undefined && <p class="note due">{t('message.gatewayNone')}</p>}
        {states.length === 0 ? (
          <p class="soft">{t('message.noTraffic')}</p>
        ) : (
          <ul>
            {states.map(({ state, number: count, last }) => (
              <li key={state}>
                {t('message.state.count', {
                  state: tx(`message.state.${state}`),
                  count: number(count),
                  when: day(last, 'dayTime'),
                })}
              </li>
            ))}
          </ul>
        )}
        {name !== undefined && sender && (
          <button type="button" class="btn" onClick={() => setTrying(true)}>
            {t('message.test')}
          </button>
        )}
      </div>
      {trying && <Try templates={templates} onClose={() => setTrying(false)} />}
    </Card>
  );
}

function Try({ templates, onClose }: { templates: State['templates']; onClose: () => void }) {
  const [to, setTo] = useState('');
  const [code, setCode] = useState(templates[0]?.code ?? '');
  const [language, setLanguage] = useState('');
  const [outcome, setOutcome] = useState<CallOutput<'message.test'>['outcome']>();
  const send = useWrite('message.test');
  const sizes = templates.find((one) => one.code === code)?.sizes ?? [];
  const chosen = sizes.find((one) => one.language === language) ?? sizes[0];
  return (
    <Dialog title={t('message.test')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          setOutcome(undefined);
          setOutcome((await send.run({ to, template: code, language: chosen?.language ?? 'en' }))?.outcome);
        }}
      >
        <TextField
          label={t('message.testTo')}
          type="tel"
          inputMode="tel"
          value={to}
          onInput={setTo}
          maxLength={30}
          required
          problem={problemAt(send.problem?.fields, 'to')}
        />
        <SelectField
          label={t('message.which')}
          value={code}
          onInput={setCode}
          options={templates.map((one) => ({ value: one.code, label: told(one.title) }))}
        />
        <SelectField
          label={t('message.testLanguage')}
          value={chosen?.language ?? ''}
          onInput={setLanguage}
          options={sizes.map((one) => ({ value: one.language, label: languageName(one.language) }))}
        />
        <Refusal problem={send.problem} />
        <div role="status">{outcome && <p class="note calm">{t(`message.test.${outcome}`)}</p>}</div>
        <div class="actions">
          <button type="submit" class="btn go" disabled={send.busy}>
            {t('message.send')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** One letter outside the small alphabet more than halves the room: here it is seen before it is paid for. */
const Lengths = ({ state: { templates } }: { state: State }) => (
  <Card title={t('message.lengths')}>
    <ul class="rows">
      {templates.map(({ code, title, sizes }) => (
        <li key={code}>
          <div>
            <p class="strong">{told(title)}</p>
            {sizes.map(({ language, units, segments }) => (
              <p key={language} class="small soft">
                {t('message.length', { language: languageName(language), units: number(units), segments })}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  </Card>
);

function Sender({ state: { sender }, reload }: { state: State; reload: () => void }) {
  const [name, setName] = useState(sender?.name ?? '');
  const [phone, setPhone] = useState(sender?.phone ?? '');
  const set = useWrite('message.setSender');
  return (
    <Card title={t('message.sender')}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const done = await set.run({ name, phone, ...(sender && { revision: sender.revision }) });
          if (done) toast(t('message.kept'));
          if (done) reload();
        }}
      >
        <TextField
          label={t('message.senderName')}
          hint={t('message.senderHint')}
          value={name}
          onInput={setName}
          maxLength={30}
          required
          problem={problemAt(set.problem?.fields, 'name')}
        />
        <TextField
          label={t('message.senderPhone')}
          value={phone}
          onInput={setPhone}
          maxLength={30}
          inputMode="tel"
          required
          problem={problemAt(set.problem?.fields, 'phone')}
        />
        <Refusal problem={set.problem} />
        <div class="actions">
          {set.problem?.code === 'record.changed' ? (
            <button type="button" class="btn go" onClick={reload}>
              {t('assistance.plan.reload')}
            </button>
          ) : (
            <button type="submit" class="btn go" disabled={set.busy}>
              {t('person.save')}
            </button>
          )}
        </div>
      </form>
    </Card>
  );
}
