import { sealPackage } from '../../src/core/referrals/index.ts';
import { sensitivityClasses } from '../../src/kernel/index.ts';
import type { Made, Rows } from './made.ts';
import { formCode, programme } from './world.ts';

/** What was sent to another organisation, and what an organisation has that is of no case. */
export function rowsOfHouses({
  town,
  caller,
  bundle,
  vault,
  mark,
  now,
  opened,
  by_user,
  houses,
  key,
  seal,
}: Made): Rows {
  const { organisation, name, relation } = bundle;
  const sentOut = [bundle.sent, bundle.offered, bundle.accepted, bundle.recalled];
  const referral = (which: string, to: string, status: string, caseId = bundle.case) => ({
    id: which,
    from_organisation_id: organisation,
    to_organisation_id: to,
    case_id: caseId,
    person_id: bundle.person,
    consent_id: bundle.consent,
    purpose: 'referral',
    status,
    sent_by: by_user,
    // Accepted ones are the caller's to see to.
    taken_by: to === town.home ? caller : null,
    sent_at: now,
    answered_at: status === 'sent' ? null : now,
    expires_at: null,
    checklist: 'return-steps',
  });
  const ofHouse = (place: string, value: unknown) => vault.seal(vault.organisationKey(organisation), place, value);
  const told = relation === 'referred' ? town.home : town.third;
  return {
    referral: [
      referral(bundle.sent, town.third, 'sent'),
      referral(bundle.offered, told, 'sent'),
      referral(bundle.accepted, told, 'accepted'),
      referral(bundle.recalled, told, 'recalled'),
    ],
    referral_package: sentOut.map((one) => ({
      referral_id: one,
      sealed: JSON.stringify(
        sealPackage(vault, key.get(one)!, one, [
          { key: 'person', items: [{ path: 'person.name', class: 'identity', value: name }] },
          {
            key: 'case',
            items: [
              { path: 'case.programme', class: 'operational', value: programme },
              { path: 'case.topic', class: 'operational', value: mark.operational },
            ],
          },
          {
            key: bundle.entry,
            form: formCode,
            version: 1,
            at: now.toISOString(),
            items: sensitivityClasses.map((of) => ({
              path: `entry.${bundle.entry}.${of}.${of}Answer`,
              class: of,
              value: mark[of],
            })),
          },
        ]),
      ),
    })),
    referral_note: [
      {
        id: bundle.note,
        referral_id: bundle.accepted,
        organisation_id: organisation,
        kind: 'said',
        code: null,
        note: seal(bundle.accepted, `referral.note:${bundle.note}`, mark.account),
        by_user,
        at: now,
      },
    ],
    profile: [
      {
        id: houses.profile,
        organisation_id: organisation,
        destination: houses.destination,
        owner_id: null,
        updated_at: now,
      },
    ],
    profile_section: [
      {
        id: houses.section,
        organisation_id: organisation,
        profile_id: houses.profile,
        kind: 'costs',
        origin: null,
        version: 1,
        text: JSON.stringify({ en: 'Nobody pays for a job.' }),
        sources: '[]',
        public: true,
        by_user,
        written_at: opened,
        published_at: opened,
        reviewed_on: '2026-01-01',
        reviewed_by: by_user,
        review_due: '2026-02-01',
      },
    ],
    shelter: [
      {
        id: houses.shelter,
        organisation_id: organisation,
        name: 'A house',
        capacity: 1000,
        sexes: ['female', 'male', 'other'],
        age_from: 0,
        age_to: 120,
        children_with_mother: true,
        location: ofHouse(`shelter.location:${houses.shelter}`, mark.contact),
        active: true,
        updated_at: now,
      },
    ],
    saved_view: [
      {
        id: houses.view,
        organisation_id: organisation,
        owner_id: by_user,
        team_id: bundle.team,
        about: ofHouse(`saved_view:${houses.view}`, { name, look: { sort: 'openedAt', descending: true } }),
        updated_at: now,
      },
    ],
    interpreter: [
      {
        id: houses.about,
        organisation_id: organisation,
        about: ofHouse(`interpreter.about:${houses.about}`, { name, contact: mark.contact }),
        languages: ['lo'],
        gender: 'other',
        vetted_on: '2026-01-01',
        vetted_until: '2030-01-01',
        vetted_by: null,
        active: true,
        updated_at: now,
      },
    ],
    recruiter: [
      {
        id: bundle.recruiter,
        name: 'Green Lotus',
        other_names: [],
        kind: 'agency',
        country: 'VN',
        website: null,
        phone: null,
        licences: '[]',
        updated_at: now,
      },
    ],
  };
}
