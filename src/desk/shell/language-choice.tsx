import { languages } from '../../words/index.ts';
import { call, chooseAtDoor, session } from '../state/session.ts';
import { useStore } from '../state/store.ts';
import { SelectField } from '../ui/field.tsx';
import { problemText } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { asRefused } from '../use-call.ts';
import { speak, spoken, t } from '../words.ts';

/** Every language in its own name. Signed in, the account remembers it. */
export function LanguageChoice() {
  const { language } = useStore(spoken);
  const choose = async (code: string) => {
    try {
      await speak(code);
      if (session.get().state === 'signedIn') await call('me.setLanguage', { language: code });
      else chooseAtDoor(code);
    } catch (error) {
      toast(problemText(asRefused(error)).title);
    }
  };
  return (
    <SelectField
      label={t('desk.language')}
      value={language}
      onInput={(code) => void choose(code)}
      options={languages.map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
}
