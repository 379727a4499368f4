import { useState } from 'preact/hooks';
import type { CallInput, CallOutput } from '../../core/contracts.ts';
import { uuidv7 } from '../../kernel/index.ts';
import { useWrite } from '../use-call.ts';
import { filled, problemAt, useDraft } from '../use-form.ts';
import { say, t } from '../words.ts';
import { TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { messageRulesInput, noMessages } from './message-rules.tsx';
import { type About, AboutFields, type Reaching, ReachingFields } from './person-fields.tsx';
import { PersonName, type PersonSummary, personFacts } from './person-search.tsx';
import { DraftNote, Refusal, Tag } from './pieces.tsx';
import { Loading } from './states.tsx';
import { toast } from './toast.tsx';

type Input = CallInput<'person.register'>;
type Registered = CallOutput<'person.register'>;

interface Typed extends About, Reaching {
  id: string;
  name: string;
  romanised: string;
  callMe: string;
  aliases: string;
  phone: string;
  whose: string;
  address: string;
}

const blank = (name: string): Typed => ({
  id: uuidv7(),
  name,
  romanised: '',
  callMe: '',
  aliases: '',
  birth: undefined,
  sex: '',
  nationalities: [],
  place: '',
  documentType: '',
  documentNumber: '',
  phone: '',
  whose: '',
  address: '',
  mayCall: '',
  hours: '',
  elseAnswers: '',
  until: '',
  ...noMessages,
});

/** What was typed as the contract wants it; a part with nothing in it is left out. */
export function registerInput(typed: Typed): Input {
  const some = <T extends object>(part: T): T | undefined => (Object.keys(part).length > 0 ? part : undefined);
  const identity = {
    ...filled({ name: typed.name.trim(), romanised: typed.romanised, callMe: typed.callMe }),
    ...(typed.birth && { birth: typed.birth }),
    ...filled({
      aliases: typed.aliases
        .split(/[,;、]/)
        .map((alias) => alias.trim())
        .filter(Boolean),
    }),
    ...(typed.documentNumber !== '' && {
      documents: [{ type: typed.documentType || 'other', number: typed.documentNumber }],
    }),
  } as Input['identity'];
  const contact = some({
    ...(typed.phone !== '' && { phones: [{ number: typed.phone, ...filled({ whose: typed.whose }) }] }),
    ...filled({ address: typed.address }),
  });
  const safeContact =
    typed.mayCall === ''
      ? undefined
      : {
          mayCall: typed.mayCall,
          ...filled({ hours: typed.hours, ifSomebodyElseAnswers: typed.elseAnswers, until: typed.until }),
          ...(typed.mayCall !== 'no' && messageRulesInput(typed)),
        };
  const facts = some(filled({ sex: typed.sex, nationalities: typed.nationalities, place: typed.place }));
  return {
    id: typed.id,
    identity,
    ...(contact && { contact: contact as NonNullable<Input['contact']> }),
    ...(safeContact && { safeContact: safeContact as NonNullable<Input['safeContact']> }),
    ...(facts && { facts: facts as NonNullable<Input['facts']> }),
  };
}

/** Somebody new, after a search that did not find them. Only the name is required, as the person gives it. */
export function RegisterPerson({
  name,
  draftName,
  onDone,
}: {
  name: string;
  draftName: string;
  onDone: (person: PersonSummary) => void;
}) {
  const draft = useDraft<Typed>(draftName, blank(name));
  const { value: typed } = draft;
  const register = useWrite('person.register');
  const [registered, setRegistered] = useState<Registered>();
  const [goingOn, setGoingOn] = useState(false);
  if (!draft.ready) return <Loading rows={6} />;
  // A draft of somebody else must never be taken for the person who is here now.
  if (draft.restored && !goingOn && name !== '' && typed.name !== name)
    return (
      <div class="body stack">
        <p>{t('desk.register.draftOf', { name: typed.name })}</p>
        <div class="actions">
          <button type="button" class="btn" onClick={() => setGoingOn(true)}>
            {t('desk.register.goOn')}
          </button>
          <button type="button" class="btn go" onClick={() => draft.done(blank(name))}>
            {t('desk.register.startNew', { name })}
          </button>
        </div>
      </div>
    );
  const set = (part: Partial<Typed>) => draft.change((before) => ({ ...before, ...part }));
  const text = (key: 'name' | 'romanised' | 'callMe' | 'aliases' | 'phone' | 'whose' | 'address') => ({
    value: typed[key],
    onInput: (value: string) => set({ [key]: value }),
  });
  const at = (path: string) => problemAt(register.problem?.fields, path);

  if (registered)
    return (
      <Duplicates
        registered={registered}
        onNew={() => onDone(registered.person)}
        onKnown={(person) => onDone(person)}
      />
    );
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        const answer = await register.run(registerInput(typed));
        if (!answer) return;
        draft.done(blank(''));
        toast(t('desk.register.done', { number: answer.person.number }));
        if (answer.possibleDuplicates.length === 0) onDone(answer.person);
        else setRegistered(answer);
      }}
    >
      <TextField
        label={t('desk.register.name')}
        hint={t('desk.register.nameHint')}
        required
        {...text('name')}
        problem={at('identity.name')}
      />
      <div class="grid">
        <TextField label={t('desk.register.callMe')} {...text('callMe')} />
        <TextField label={t('desk.register.romanised')} {...text('romanised')} />
        <TextField label={t('desk.register.aliases')} {...text('aliases')} />
      </div>
      <AboutFields value={typed} onInput={set} problems={register.problem?.fields} clearable />
      <h2>{t('desk.register.contact')}</h2>
      <ReachingFields value={typed} onInput={set} clearable />
      <div class="grid">
        <TextField
          label={t('desk.reveal.phone')}
          type="tel"
          inputMode="tel"
          {...text('phone')}
          problem={at('contact.phones.0.number')}
        />
        <TextField label={t('desk.register.whose')} {...text('whose')} />
      </div>
      <TextField label={t('desk.reveal.address')} {...text('address')} />
      <Refusal problem={register.problem} />
      <div class="actions">
        <button type="submit" class="btn go" disabled={register.busy || typed.name.trim() === ''}>
          {t('desk.register.go')}
        </button>
        <DraftNote keptAt={draft.keptAt} />
        {draft.keptAt && (
          <button type="button" class="btn plain push" onClick={() => draft.done(blank(''))}>
            {t('desk.draft.discard')}
          </button>
        )}
      </div>
    </form>
  );
}

/** People who may be the same as the one just registered, with what speaks for and against. */
function Duplicates({
  registered,
  onNew,
  onKnown,
}: {
  registered: Registered;
  onNew: () => void;
  onKnown: (person: PersonSummary) => void;
}) {
  const words = (reasons: Registered['possibleDuplicates'][number]['for']) =>
    reasons.map(({ code, params }) => say(`match.${code}`, params) ?? code);
  return (
    <div class="body stack">
      <p class="strong">{t('desk.register.maybeKnown')}</p>
      <ul class="rows">
        {registered.possibleDuplicates.map((one) => (
          <li key={one.person.id}>
            <div>
              <PersonName person={one.person} />
              <p class="small soft">{personFacts(one.person)}</p>
              <p class="actions">
                {words(one.for).map((why) => (
                  <Tag key={why} tone="ok" icon="check">
                    {why}
                  </Tag>
                ))}
                {words(one.against).map((why) => (
                  <Tag key={why} icon="cross">
                    {why}
                  </Tag>
                ))}
              </p>
            </div>
            <button type="button" class="btn" onClick={() => onKnown(one.person)}>
              {t('desk.register.isThisOne')}
            </button>
          </li>
        ))}
      </ul>
      <p class="small soft">{t('desk.register.mergeLater')}</p>
      <div class="actions">
        <button type="button" class="btn go" onClick={onNew}>
          <Icon name="check" /> {t('desk.register.isNew')}
        </button>
      </div>
    </div>
  );
}
