/** Photos, recordings, files, signatures: the bytes are kept elsewhere, the answer is how they are known. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type ControlProps, partOf, useFilling } from './context.ts';

/** Bytes. A photo of a document is readable well below; what is larger is a film. */
const mostBytes = 8_000_000;
const accepted: Partial<Record<string, string>> = {
  photo: 'image/jpeg,image/png,image/webp',
  audio: 'audio/*',
  video: 'video/*',
};

export function FileControl({ field, value, set, tied }: ControlProps): JSX.Element {
  const { t, attach, change } = useFilling();
  const [state, setState] = useState<'idle' | 'busy' | 'large' | 'failed'>('idle');
  const [preview, setPreview] = useState<string | undefined>(undefined);
  useEffect(() => () => (preview ? URL.revokeObjectURL(preview) : undefined), [preview]);
  const name = partOf(value, 'name') || partOf(value, 'id');

  const take = async (file: File | undefined): Promise<void> => {
    if (!file || !attach) return;
    if (file.size > mostBytes) return setState('large');
    setState('busy');
    try {
      set(await attach(file));
      setState('idle');
      setPreview(field.type === 'photo' ? URL.createObjectURL(file) : undefined);
    } catch {
      setState('failed');
    }
  };
  if (change && !attach) return <Unavailable tied={tied} name={name} />;
  return (
    <div class="form-file">
      {preview && <img src={preview} alt={t('form.file.preview', { name })} />}
      {name !== '' && (
        <p>
          {name}{' '}
          {change && !tied.disabled && (
            <button type="button" class="bare text small" onClick={() => set(undefined)}>
              {t('form.remove')}
            </button>
          )}
        </p>
      )}
      <input
        type="file"
        {...tied}
        accept={accepted[field.type]}
        disabled={tied.disabled || state === 'busy'}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <span class="small soft" role="status">
        {state === 'busy' && t('form.file.busy')}
        {state === 'large' && t('form.file.large', { most: Math.floor(mostBytes / 1_000_000) })}
        {state === 'failed' && t('form.file.failed')}
        {state === 'idle' && t('form.file.most', { most: Math.floor(mostBytes / 1_000_000) })}
      </span>
    </div>
  );
}

/** Said instead of a control that would lose what is given to it. */
function Unavailable({ tied, name }: { tied: ControlProps['tied']; name: string }): JSX.Element {
  const { t } = useFilling();
  return (
    <p class="form-unavailable" id={tied.id} tabIndex={-1}>
      {name !== '' && `${name} · `}
      {t('form.file.unavailable')}
    </p>
  );
}

/** The id of a signature that was typed: a name instead of a drawing, for who cannot draw or has no pointer. */
export const typedSignature = 'typed';

export function SignatureControl({ value, set, tied }: ControlProps): JSX.Element {
  const { t, attach, change } = useFilling();
  const typed = partOf(value, 'id') === typedSignature || partOf(value, 'id') === '';
  return (
    <div class="form-signature">
      {change && attach && !tied.disabled && <Drawing set={set} attach={attach} />}
      {!typed && <p class="small soft">{t('form.signature.drawn')}</p>}
      <label class="small soft" for={tied.id}>
        {t('form.signature.typed')}
      </label>
      <input type="hidden" name={`${tied.name}.id`} value={typedSignature} />
      <input
        type="text"
        {...tied}
        name={`${tied.name}.name`}
        dir="auto"
        maxLength={300}
        autocomplete="off"
        value={typed ? partOf(value, 'name') : ''}
        onInput={(event) => {
          const name = event.currentTarget.value;
          set(name === '' ? undefined : { id: typedSignature, name });
        }}
      />
    </div>
  );
}

interface DrawingProps {
  set: (value: unknown) => void;
  attach: (file: File) => Promise<{ id: string; name?: string }>;
}

const size = { width: 560, height: 160 };

function Drawing({ set, attach }: DrawingProps): JSX.Element {
  const { t } = useFilling();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number }>(undefined);
  const [drawn, setDrawn] = useState(false);
  const at = (event: PointerEvent): { x: number; y: number } => {
    const box = canvas.current!.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) * size.width) / box.width,
      y: ((event.clientY - box.top) * size.height) / box.height,
    };
  };
  const draw = (event: PointerEvent): void => {
    const pen = canvas.current?.getContext('2d');
    if (!pen || !last.current) return;
    const next = at(event);
    pen.lineWidth = 2.5;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(last.current.x, last.current.y);
    pen.lineTo(next.x, next.y);
    pen.stroke();
    last.current = next;
    setDrawn(true);
  };
  const keep = (): void => {
    canvas.current?.toBlob((blob) => {
      if (blob) void attach(new File([blob], 'signature.png', { type: 'image/png' })).then(set);
    }, 'image/png');
  };
  const clear = (): void => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, size.width, size.height);
    setDrawn(false);
    set(undefined);
  };
  return (
    <>
      <canvas
        ref={canvas}
        class="form-canvas"
        {...size}
        aria-label={t('form.signature.draw')}
        onPointerDown={(event) => {
          canvas.current?.setPointerCapture(event.pointerId);
          last.current = at(event);
        }}
        onPointerMove={draw}
        onPointerUp={() => {
          last.current = undefined;
        }}
      />
      <div class="actions">
        <button type="button" class="btn small" disabled={!drawn} onClick={keep}>
          {t('form.signature.keep')}
        </button>
        <button type="button" class="btn small" disabled={!drawn} onClick={clear}>
          {t('form.clear')}
        </button>
      </div>
    </>
  );
}
