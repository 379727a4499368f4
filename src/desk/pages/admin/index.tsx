import type { ComponentType } from 'preact';
import type { Grant } from '../../../kernel/index.ts';
import type { PageProps } from '../../routes.ts';
import { may } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/pieces.tsx';
import { Empty } from '../../ui/states.tsx';
import { t } from '../../words.ts';
import { Configuration } from './configuration.tsx';
import { DefinitionPage } from './definition.tsx';
import { Definitions } from './definitions.tsx';
import { Duty } from './duty.tsx';
import { Keeping } from './keeping.tsx';
import { MessagesAdmin } from './messages.tsx';
import { Rates } from './rates.tsx';
import { Teams } from './teams.tsx';
import { UploadPage } from './upload.tsx';
import { Users } from './users.tsx';

interface Section {
  name: 'definitions' | 'users' | 'teams' | 'configuration' | 'rates' | 'messages' | 'keeping';
  grants: readonly Grant[];
  page: ComponentType;
}

const Accounts = () => (
  <div class="stack">
    <Users />
    <Duty />
  </div>
);

const sections: readonly Section[] = [
  { name: 'definitions', grants: ['definition.read', 'definition.publish'], page: Definitions },
  { name: 'users', grants: ['user.manage'], page: Accounts },
  { name: 'teams', grants: ['user.manage'], page: Teams },
  { name: 'configuration', grants: ['definition.publish'], page: Configuration },
  { name: 'rates', grants: ['rates.write'], page: Rates },
  { name: 'messages', grants: ['user.manage'], page: MessagesAdmin },
  { name: 'keeping', grants: ['person.erase'], page: Keeping },
];

/** Where forms, lists, roles, people and teams are kept: everything a ministry changes without a programmer. */
export default function AdminPage({ params }: PageProps) {
  const open = sections.filter(({ grants }) => grants.some(may));
  const [name = open[0]?.name, kind, code] = (params.rest ?? '').split('/').filter(Boolean);
  const section = open.find((one) => one.name === name);
  return (
    <div class="stack">
      <PageHead
        title={t('admin.title')}
        window={section && `${code ?? t(`admin.section.${section.name}`)} · ${t('admin.title')}`}
        sub={t('admin.what')}
      >
        {may('case.import') && (
          <a class="btn" href="/desk/import">
            <Icon name="file" /> {t('intake.title')}
          </a>
        )}
      </PageHead>
      <nav class="admin-tabs" aria-label={t('admin.title')}>
        {open.map((one) => (
          <a key={one.name} href={`/desk/admin/${one.name}`} aria-current={one.name === name ? 'page' : undefined}>
            {t(`admin.section.${one.name}`)}
          </a>
        ))}
      </nav>
      <Body section={section} kind={kind} code={code} />
    </div>
  );
}

function Body({
  section,
  kind,
  code,
}: {
  section: Section | undefined;
  kind: string | undefined;
  code: string | undefined;
}) {
  if (!section) return <Empty icon="lock" title={t('desk.forbidden.title')} />;
  if (section.name === 'definitions' && kind === 'upload') return <UploadPage />;
  if (section.name === 'definitions' && kind !== undefined && code !== undefined)
    return <DefinitionPage key={`${kind} ${code}`} kind={kind} code={decodeURIComponent(code)} />;
  const Page = section.page;
  return <Page />;
}
