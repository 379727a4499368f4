import { useState } from 'preact/hooks';
import type { Programme } from '../../../kernel/index.ts';
import { programmes } from '../../state/definitions.ts';
import { call } from '../../state/session.ts';
import { Card, Tag } from '../../ui/pieces.tsx';
import { t, told } from '../../words.ts';
import { PreviewArea, previewInput, usePreview } from './upload.tsx';

/** In which programmes cases are asked a form: publishing it alone asks nobody. Changing that is a new version of the programme. */
export function Offer({ form }: { form: string }) {
  const [changing, setChanging] = useState<string>();
  const preview = usePreview();
  const change = async (code: string): Promise<void> => {
    setChanging(code);
    const body = (await call('definition.read', { kind: 'programme', code })).body as unknown as Programme;
    const forms = body.forms.includes(form) ? body.forms.filter((one) => one !== form) : [...body.forms, form];
    await preview.look(previewInput('programme', code, { ...body, forms }));
  };
  return (
    <Card title={t('admin.offered')}>
      <ul class="rows">
        {programmes().map(({ code, title, forms }) => (
          <li key={code}>
            <div>
              {told(title)}{' '}
              {forms.includes(form) && (
                <Tag tone="ok" icon="check">
                  {t('admin.isOffered')}
                </Tag>
              )}
            </div>
            <button type="button" class="btn" disabled={preview.busy} onClick={() => void change(code)}>
              {t(forms.includes(form) ? 'admin.offerNot' : 'admin.offer')}
              <span class="unseen"> {told(title)}</span>
            </button>
          </li>
        ))}
      </ul>
      {changing !== undefined && (
        <div class="body">
          <PreviewArea
            preview={preview}
            kind="programme"
            done={() => {
              preview.clear();
              setChanging(undefined);
            }}
          />
        </div>
      )}
    </Card>
  );
}
