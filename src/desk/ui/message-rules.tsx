import { completeLanguages } from '../../words/index.ts';
import { t } from '../words.ts';
import { SelectField, TextField } from './field.tsx';
import { languageName } from './languages.ts';

/** Whether somebody may be written to: in which language, and between which hours of the day. */
export interface MessageRules {
  /** The language, or nothing: no messages. */
  messages: string;
  messagesFrom: string;
  messagesUntil: string;
}
export const noMessages: MessageRules = { messages: '', messagesFrom: '', messagesUntil: '' };

/** Hours that nobody chose are the day’s. */
const [usualFrom, usualUntil] = ['08:00', '20:00'] as const;

/** As the record has it. */
export const messageRulesOf = (agreed: { language: string; from: string; until: string } | undefined): MessageRules =>
  agreed ? { messages: agreed.language, messagesFrom: agreed.from, messagesUntil: agreed.until } : noMessages;

/** As the contract wants it; nothing when no messages may be sent. */
export const messageRulesInput = ({ messages, messagesFrom, messagesUntil }: MessageRules) =>
  messages === ''
    ? {}
    : { messages: { language: messages, from: messagesFrom || usualFrom, until: messagesUntil || usualUntil } };

export function MessageRulesFields({
  value,
  onInput,
}: {
  value: MessageRules;
  onInput: (part: Partial<MessageRules>) => void;
}) {
  return (
    <div class="grid">
      <SelectField
        label={t('message.agree')}
        hint={t('message.agreeHint')}
        blank={t('message.no')}
        value={value.messages}
        onInput={(messages) =>
          onInput({
            messages,
            messagesFrom: messages === '' ? '' : value.messagesFrom || usualFrom,
            messagesUntil: messages === '' ? '' : value.messagesUntil || usualUntil,
          })
        }
        options={completeLanguages.map((code) => ({ value: code, label: languageName(code) }))}
      />
      {value.messages !== '' && (
        <>
          <TextField
            label={t('message.from')}
            type="time"
            value={value.messagesFrom}
            onInput={(messagesFrom) => onInput({ messagesFrom })}
          />
          <TextField
            label={t('message.until')}
            type="time"
            value={value.messagesUntil}
            onInput={(messagesUntil) => onInput({ messagesUntil })}
          />
        </>
      )}
    </div>
  );
}
