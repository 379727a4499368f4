import { useEffect, useState } from 'preact/hooks';
import type { Attachment } from '../../kernel/form/index.ts';
import type { Refused } from '../client.ts';
import { call } from '../state/session.ts';
import { asRefused } from '../use-call.ts';
import { number, t } from '../words.ts';
import { Refusal } from './pieces.tsx';

interface Opened {
  /** An address inside this page, gone with it. */
  address: string;
  name: string;
  picture: boolean;
}

/**
 * A file that is kept: its name and size, and a button that fetches it. Fetching is journalled, so it waits to be asked.
 * A picture is shown; everything else can be saved only, and is never opened as a page of ours.
 */
function KeptFile({ file }: { file: Attachment }) {
  const [opened, setOpened] = useState<Opened | undefined>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused | undefined>();
  useEffect(() => () => (opened ? URL.revokeObjectURL(opened.address) : undefined), [opened]);
  useEffect(() => setOpened(undefined), [file.id]);

  const shown = file.name ?? '';
  const open = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { bytes, name, type } = await call('attachment.read', { id: file.id });
      const blob = new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], { type });
      setOpened({ address: URL.createObjectURL(blob), name, picture: type.startsWith('image/') });
    } catch (error) {
      setProblem(asRefused(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="kept-file">
      <bdi>{shown}</bdi>
      {file.size !== undefined && (
        <span class="small soft">
          {' '}
          {t('form.file.kilobytes', { size: number(Math.max(1, Math.round(file.size / 1000))) })}
        </span>
      )}{' '}
      {opened ? (
        <>
          <button type="button" class="btn small" onClick={() => setOpened(undefined)}>
            {t('form.file.close')}
          </button>
          {opened.picture && <img src={opened.address} alt={t('form.file.preview', { name: shown })} />}
          <a href={opened.address} download={opened.name}>
            {t('form.file.save')}
          </a>
          <span class="small soft">{t('form.file.copy')}</span>
        </>
      ) : (
        <button type="button" class="btn small" disabled={busy} onClick={() => void open()}>
          {t('form.file.open', { name: shown })}
        </button>
      )}
      <Refusal problem={problem} />
    </div>
  );
}

/** As forms and answers draw one. */
export const drawFile = (file: Attachment) => <KeptFile key={file.id} file={file} />;
