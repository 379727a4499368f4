import { useState } from 'preact/hooks';
import { languages } from '../../words/index.ts';
import { label } from '../state/definitions.ts';
import { useWrite } from '../use-call.ts';
import { language, t } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { download } from './download.ts';
import { type Option, SelectField } from './field.tsx';
import { Icon } from './icon.tsx';
import { languageName } from './languages.ts';
import { Refusal } from './pieces.tsx';
import type { Section } from './profile.tsx';
import { Progress } from './states.tsx';

/** What is for everybody of a country, to be handed out in the language of whoever goes there. Nothing is drawn where nothing is. */
export function Leaflet({ destination, sections }: { destination: string; sections: readonly Section[] }) {
  const [open, setOpen] = useState(false);
  const told = sections.filter(({ published }) => published?.public);
  if (told.length === 0) return null;
  return (
    <>
      <button type="button" class="btn" onClick={() => setOpen(true)}>
        <Icon name="download" /> {t('profile.leaflet')}
      </button>
      {open && <LeafletDialog destination={destination} sections={told} onClose={() => setOpen(false)} />}
    </>
  );
}

function LeafletDialog({
  destination,
  sections,
  onClose,
}: {
  destination: string;
  sections: readonly Section[];
  onClose: () => void;
}) {
  const [reader, setReader] = useState(language());
  const [origin, setOrigin] = useState('');
  const write = useWrite('profile.print');
  const written = new Set(sections.flatMap(({ published }) => Object.keys(published?.text ?? {})));
  const offered: Option[] = languages.map(({ code, name }) => ({ value: code, label: name }));
  for (const code of written)
    if (!offered.some(({ value }) => value === code)) offered.push({ value: code, label: languageName(code) });
  const origins = [...new Set(sections.flatMap((one) => one.origin ?? []))];
  const close = (): void => {
    write.cancel();
    onClose();
  };
  return (
    <Dialog title={t('profile.about', { country: label('destination', destination) })} onClose={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const made = await write.run({ destination, language: reader, ...(origin !== '' && { origin }) });
          if (!made) return;
          download(made.file, made.name);
          onClose();
        }}
      >
        <p>{t('profile.leafletWhat')}</p>
        <SelectField label={t('paper.language')} value={reader} options={offered} onInput={setReader} />
        {origins.length > 0 && (
          <SelectField
            label={t('profile.leafletFrom')}
            blank={t('profile.everywhere')}
            value={origin}
            options={origins.map((code) => ({ value: code, label: label('country', code) }))}
            onInput={setOrigin}
          />
        )}
        <Refusal problem={write.problem} />
        {write.busy ? (
          <Progress text={t('paper.working')} cancel={write.cancel} />
        ) : (
          <div class="actions">
            <button type="submit" class="btn go">
              <Icon name="download" /> {t('paper.go')}
            </button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
