/** Photos, recordings, files, signatures: the bytes are kept elsewhere, the answer is how they are known. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Attachment, acceptedBy, typedSignature } from '../../kernel/form/index.ts';
import { type Attaching, mostMegabytes, useAttaching } from './attaching.ts';
import { type ControlProps, partOf, useFilling } from './context.ts';

/** A file that an answer names; a signature that was typed is none. */
export const fileOf = (value: unknown): Attachment | undefined => {
  const id = partOf(value, 'id');
  return id === '' || id === typedSignature ? undefined : (value as Attachment);
};

export function FileControl({ field, value, set, tied }: ControlProps): JSX.Element {
  const { t, attach, change, drawFile } = useFilling();
  const attaching = useAttaching(field, attach, set);
  const [preview, setPreview] = useState<string | undefined>(undefined);
  useEffect(() => () => (preview ? URL.revokeObjectURL(preview) : undefined), [preview]);
  const kept = fileOf(value);
  const name = partOf(value, 'name') || partOf(value, 'id');

  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setPreview(undefined);
    if (await attaching.send(file)) setPreview(field.type === 'photo' ? URL.createObjectURL(file) : undefined);
  };
  if (change && !attach) return <Unavailable tied={tied} name={name} />;
  return (
    <div class="form-file">
      {preview && kept && <img src={preview} alt={t('form.file.preview', { name })} />}
      {kept && (
        <div class="form-joined">
          {drawFile ? drawFile(kept) : <span dir="auto">{name}</span>}
          {change && !tied.disabled && (
            <button
              type="button"
              class="bare text small"
              onClick={() => {
                setPreview(undefined);
                set(undefined);
              }}
            >
              {t('form.file.remove', { name })}
            </button>
          )}
        </div>
      )}
      <input
        type="file"
        {...tied}
        accept={acceptedBy(field.type)}
        disabled={tied.disabled || attaching.sending.is === 'busy'}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be chosen again after it was refused or removed.
          event.currentTarget.value = '';
          void take(file);
        }}
      />
      <Progress attaching={attaching} kept={kept !== undefined} />
    </div>
  );
}

/** What becomes of the file, said to screen readers too. */
function Progress({ attaching, kept }: { attaching: Attaching; kept: boolean }): JSX.Element {
  const { t } = useFilling();
  const { sending, cancel, retry } = attaching;
  return (
    <div class="form-joined small soft">
      {sending.is === 'busy' && <progress max={1} value={sending.share} aria-label={t('form.file.busy')} />}
      <span role="status">
        {sending.is === 'busy' && t('form.file.busy')}
        {sending.is === 'idle' && t('form.file.most', { most: mostMegabytes })}
        {sending.is === 'kept' && kept && t('form.file.kept')}
        {sending.is === 'refused' && (
          <span class="error">{t(`form.file.${sending.reason}`, { most: mostMegabytes })}</span>
        )}
      </span>
      {sending.is === 'busy' && (
        <button type="button" class="btn small" onClick={cancel}>
          {t('form.file.cancel')}
        </button>
      )}
      {sending.is === 'refused' && sending.reason !== 'type' && sending.reason !== 'large' && (
        <button type="button" class="btn small" onClick={retry}>
          {t('form.file.retry')}
        </button>
      )}
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

export function SignatureControl(props: ControlProps): JSX.Element {
  const { value, set, tied } = props;
  const { t, attach, change, drawFile } = useFilling();
  const drawn = fileOf(value);
  return (
    <div class="form-signature">
      {change && attach && !tied.disabled && <Drawing {...props} />}
      {drawn && (
        <div class="form-joined small soft">
          {t('form.signature.drawn')} {drawFile?.(drawn)}
        </div>
      )}
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
        value={drawn ? '' : partOf(value, 'name')}
        onInput={(event) => {
          const name = event.currentTarget.value;
          set(name === '' ? undefined : { id: typedSignature, name });
        }}
      />
    </div>
  );
}

const size = { width: 560, height: 160 };

function Drawing({ field, value, set }: ControlProps): JSX.Element {
  const { t, attach } = useFilling();
  const attaching = useAttaching(field, attach, set);
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
    if (!drawn) {
      // Paper: without it the picture is black on nothing, and unseen on a dark screen.
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, size.width, size.height);
    }
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
      if (blob) void attaching.send(new File([blob], 'signature.png', { type: 'image/png' }));
    }, 'image/png');
  };
  const clear = (): void => {
    attaching.cancel();
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
        role="img"
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
        <button type="button" class="btn small" disabled={!drawn || attaching.sending.is === 'busy'} onClick={keep}>
          {t('form.signature.keep')}
        </button>
        <button type="button" class="btn small" disabled={!drawn} onClick={clear}>
          {t('form.clear')}
        </button>
      </div>
      {attaching.sending.is !== 'idle' && <Progress attaching={attaching} kept={fileOf(value) !== undefined} />}
    </>
  );
}
