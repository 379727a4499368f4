/** What the supplied definitions say in Lao, by their English. A text that several programmes say stands in the first. */
import resourceCentre from './resource-centre.json' with { type: 'json' };
import safeMigration from './safe-migration.json' with { type: 'json' };
import screening from './screening.json' with { type: 'json' };
import standards from './standards.json' with { type: 'json' };
import traffickingHistory from './trafficking-history.json' with { type: 'json' };
import traffickingResponse from './trafficking-response.json' with { type: 'json' };

export const lo: Readonly<Record<string, string>> = {
  ...standards,
  ...resourceCentre,
  ...safeMigration,
  ...traffickingResponse,
  ...screening,
  ...traffickingHistory,
};
