import { useState } from 'preact/hooks';
import { completeLanguages } from '../../../words/index.ts';
import { codes } from '../../state/definitions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { languageName } from '../../ui/languages.ts';
import { DraftNote, Refusal } from '../../ui/pieces.tsx';
import { type Section, sectionTitle } from '../../ui/profile.tsx';
import { Loading } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { filled, problemAt, useDraft } from '../../use-form.ts';
import { language, t, told } from '../../words.ts';

interface Source {
  name: string;
  link: string;
  date: string;
}
interface Typed {
  /** The newest version when typing began. */
  version: number;
  origin: string;
  text: Record<string, string>;
  sources: Source[];
  public: boolean;
}
const blankSource: Source = { name: '', link: '', date: '' };

/** A section is written language by language; what stood before is kept. */
export function EditSection({
  destination,
  kind,
  origin,
  section,
  onClose,
  onDone,
}: {
  destination: string;
  kind: string;
  origin?: string | undefined;
  section?: Section;
  onClose: () => void;
  onDone: () => void;
}) {
  const newest = section?.draft ?? section?.published;
  const draft = useDraft<Typed>(`profile.${destination}.${kind}.${origin ?? ''}`, {
    version: newest?.version ?? 0,
    origin: origin ?? '',
    text: newest?.text ?? {},
    sources: [
      ...(newest?.sources ?? []).map(({ name, link = '', date = '' }) => ({ name, link, date })),
      { ...blankSource },
    ],
    public: newest?.public ?? false,
  });
  const { value: typed, change } = draft;
  const set = (part: Partial<Typed>) => change((before) => ({ ...before, ...part }));
  const [shown, setShown] = useState(language());
  const write = useWrite('profile.write');
  const at = (path: string) => problemAt(write.problem?.fields, path);
  const setSource = (index: number, part: Partial<Source>) => {
    const next = typed.sources.map((one, i) => (i === index ? { ...one, ...part } : one));
    set({ sources: next.at(-1)?.name === '' ? next : [...next, { ...blankSource }] });
  };
  const save = async (publish: boolean) => {
    const done = await write.run({
      destination,
      kind,
      ...(typed.origin !== '' && { origin: typed.origin }),
      version: typed.version,
      text: typed.text,
      sources: typed.sources
        .filter(({ name }) => name.trim() !== '')
        .map(({ name, ...more }) => ({ name, ...filled(more) })),
      public: typed.public,
      publish,
    });
    if (!done) return;
    toast(t(publish ? 'profile.publishedNow' : 'profile.kept'));
    draft.done();
    onDone();
  };
  if (!draft.ready)
    return (
      <Dialog title={sectionTitle({ kind, origin })} onClose={onClose} wide>
        <Loading rows={4} />
      </Dialog>
    );
  return (
    <Dialog title={sectionTitle({ kind, origin })} onClose={onClose} wide>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save(true);
        }}
      >
        {!section && (
          <SelectField
            label={t('profile.origin')}
            blank={t('profile.everywhere')}
            value={typed.origin}
            onInput={(from) => set({ origin: from })}
            options={codes('country').map((item) => ({ value: item.code, label: told(item.label) }))}
            problem={at('origin')}
          />
        )}
        <SelectField
          label={t('profile.language')}
          value={shown}
          onInput={setShown}
          options={completeLanguages.map((code) => ({
            value: code,
            label: `${languageName(code)}${typed.text[code] ? ' ✓' : ''}`,
          }))}
        />
        <TextArea
          label={t('profile.text')}
          hint={t('profile.textHint')}
          rows={10}
          maxLength={8_000}
          value={typed.text[shown] ?? ''}
          onInput={(said) => set({ text: { ...typed.text, [shown]: said } })}
          problem={at(`text.${shown}`)}
        />
        {typed.sources.map((one, index) => (
          <div class="grid" key={index}>
            <TextField
              label={t('profile.source')}
              value={one.name}
              onInput={(name) => setSource(index, { name })}
              problem={at(`sources.${index}.name`) ?? (index === 0 ? at('sources') : undefined)}
            />
            <TextField
              label={t('profile.link')}
              optional
              maxLength={500}
              value={one.link}
              onInput={(link) => setSource(index, { link })}
              problem={at(`sources.${index}.link`)}
            />
            <TextField
              label={t('profile.date')}
              type="date"
              optional
              value={one.date}
              onInput={(date) => setSource(index, { date })}
              problem={at(`sources.${index}.date`)}
            />
          </div>
        ))}
        <CheckField label={t('profile.public')} checked={typed.public} onInput={(open) => set({ public: open })} />
        <Refusal problem={write.problem} />
        <div class="actions">
          {write.problem?.code === 'record.changed' ? (
            <button
              type="button"
              class="btn go"
              onClick={() => {
                // What was typed stays as a draft of the browser; the page shows what a colleague wrote.
                onDone();
              }}
            >
              {t('assistance.plan.reload')}
            </button>
          ) : (
            <>
              <button type="submit" class="btn go" disabled={write.busy}>
                <Icon name="check" /> {t('profile.publish')}
              </button>
              <button type="button" class="btn" disabled={write.busy} onClick={() => void save(false)}>
                {t('profile.keepDraft')}
              </button>
            </>
          )}
          <DraftNote keptAt={draft.keptAt} />
        </div>
      </form>
    </Dialog>
  );
}
