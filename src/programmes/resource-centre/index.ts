import { codeLists, forms, placeTrees, type Supplied } from '../supplied.ts';
import { counsellingSession } from './forms/counselling-session.ts';
import { intake } from './forms/intake.ts';
import { jobOffer } from './forms/job-offer.ts';
import { satisfaction } from './forms/satisfaction.ts';
import { destination } from './lists/destination.ts';
import { topic } from './lists/topic.ts';
import { vietNam } from './places.ts';
import { programme } from './programme.ts';

/** The migrant resource centre (MRC): advice before departure, abroad and after return. */
export const resourceCentre: Supplied[] = [
  { kind: 'programme', code: programme.code, body: programme },
  ...codeLists(topic, destination),
  ...forms(intake, counsellingSession, jobOffer, satisfaction),
  ...placeTrees(vietNam),
];
