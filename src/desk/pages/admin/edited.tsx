import type { ComponentChildren } from 'preact';
import type { Draft } from '../../use-form.ts';
import { t } from '../../words.ts';
import type { Kind } from './bytes.ts';
import { PreviewArea, type Previewing, previewInput } from './upload.tsx';

interface Props<T> {
  kind: Kind;
  /** As it is published. */
  known: T;
  draft: Draft<T>;
  preview: Previewing;
  cancel: () => void;
  done: () => void;
  children: ComponentChildren;
}

/** A definition that is edited field by field: tried, then published; its draft stays until then, or until it is given up. */
export function Edited<T extends { code: string }>({ kind, known, draft, preview, cancel, done, children }: Props<T>) {
  const now = draft.value;
  return (
    <div class="stack">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void preview.look(previewInput(kind, now.code, now));
        }}
      >
        {children}
        <div class="actions">
          <button type="submit" class="btn go" disabled={preview.busy}>
            {t('admin.preview')}
          </button>
          <button
            type="button"
            class="btn"
            onClick={() => {
              draft.done(known);
              cancel();
            }}
          >
            {t('desk.cancel')}
          </button>
        </div>
      </form>
      <PreviewArea
        preview={preview}
        kind={kind}
        done={() => {
          draft.done(now);
          done();
        }}
      />
    </div>
  );
}
