import { may } from '../../state/session.ts';
import { PageHead } from '../../ui/pieces.tsx';
import { t } from '../../words.ts';
import { Interpreters } from './interpreters.tsx';
import { Profiles } from './profiles.tsx';
import { RecruiterFigures } from './recruiter-figures.tsx';
import { Recruiters } from './recruiters.tsx';
import { Shelters } from './shelters.tsx';

/** What the organisation can offer: places to stay, and who interprets; and what is known of recruiters. */
export default function ResourcesPage() {
  return (
    <div class="stack wide-gap">
      <PageHead title={t('assistance.resources.title')} sub={t('assistance.resources.what')} />
      {may('case.read') && <Profiles />}
      {may('case.read') && <Shelters />}
      {may('case.write') && <Interpreters />}
      {may('case.read') && <Recruiters />}
      {may('figures.read') && <RecruiterFigures />}
    </div>
  );
}
