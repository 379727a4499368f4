import { useState } from 'preact/hooks';
import { More } from '../../ui/more.tsx';
import { Card, Tag } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { usePages } from '../../use-pages.ts';
import { day, say, t } from '../../words.ts';

/** Who did what, from the journal; asked for only when somebody opens it. */
export function History({ subject }: { subject: string }) {
  const [open, setOpen] = useState(false);
  const pages = usePages('journal.history', open ? { subject } : undefined);
  return (
    <Card>
      <details class="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('desk.history.title')}</summary>
        {open && (
          <>
            <Shown called={pages.first}>
              {() => (
                <ul class="rows">
                  {pages.items.map((row) => (
                    <li key={row.seal}>
                      <div>
                        {say(`operation.${row.operation}`) ?? <code>{row.operation}</code>}{' '}
                        {row.outcome === 'refused' && <Tag tone="due">{t('desk.history.refused')}</Tag>}
                        <p class="small soft">{row.by}</p>
                      </div>
                      <span class="small soft num">{day(row.at, 'dayTime')}</span>
                    </li>
                  ))}
                </ul>
              )}
            </Shown>
            <More pages={pages} />
          </>
        )}
      </details>
    </Card>
  );
}
