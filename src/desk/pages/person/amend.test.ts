import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allFields, amendment, changedFields, type PersonRead, pick, reconcile, type Typed, typedOf } from './amend.ts';

const record: PersonRead = {
  person: { id: '0190a000-0000-7000-8000-000000000001', number: 'PN-1234-567X', nationalities: ['LA'] },
  revision: 4,
  identity: {
    name: 'ບຸນມີ ວົງສະຫວັນ',
    romanised: 'Bounmy Vongsavanh',
    documents: [
      { type: 'passport', number: 'P1', country: 'LA' },
      { type: 'borderPass', number: 'B2' },
    ],
  },
  safeContact: { mayCall: 'onlyAsAgreed', hours: 'Tue, Thu 18–20' },
  hasContact: true,
  facts: { sex: 'female', nationalities: ['LA'] },
  registeredAt: '2026-01-01T00:00:00Z',
  cases: [],
  consents: [],
  journey: [],
  mergedFrom: [],
};
const base = typedOf(record);

describe('amendment', () => {
  it('sends nothing that nobody touched', () => {
    expect(amendment(record, base)).toEqual({ id: record.person.id, revision: 4 });
  });

  it('sends a whole group, keeping what the form does not show', () => {
    expect(amendment(record, { ...base, documentNumber: 'P9' })).toEqual({
      id: record.person.id,
      revision: 4,
      identity: {
        name: 'ບຸນມີ ວົງສະຫວັນ',
        romanised: 'Bounmy Vongsavanh',
        documents: [
          { type: 'passport', number: 'P9', country: 'LA' },
          { type: 'borderPass', number: 'B2' },
        ],
      },
    });
  });

  it('takes away what was emptied', () => {
    expect(amendment(record, { ...base, romanised: '', hours: '' })).toMatchObject({
      identity: { name: 'ບຸນມີ ວົງສະຫວັນ' },
      safeContact: { mayCall: 'onlyAsAgreed' },
    });
    expect(amendment(record, { ...base, hours: '' }).safeContact).not.toHaveProperty('hours');
  });
});

describe('reconcile', () => {
  it('takes from each what only they changed', () => {
    const mine = { ...base, callMe: 'Noy' };
    const theirs = { ...base, sex: 'other' };
    expect(reconcile(base, mine, theirs)).toEqual({ merged: { ...base, callMe: 'Noy', sex: 'other' }, conflicts: [] });
  });

  it('asks about what both changed, unless alike', () => {
    const mine = { ...base, callMe: 'Noy', romanised: 'Bounmi' };
    const theirs = { ...base, callMe: 'Noi', romanised: 'Bounmi' };
    expect(reconcile(base, mine, theirs).conflicts).toEqual(['callMe']);
  });

  it('asks about rules of safe contact together: half of each may be dangerous', () => {
    const mine = { ...base, hours: 'Sun' };
    const theirs = { ...base, elseAnswers: 'say it is the clinic' };
    expect(reconcile(base, mine, theirs).conflicts).toEqual(['hours', 'elseAnswers']);
  });

  it('loses nobody’s change, whatever is chosen', () => {
    const text = fc.constantFrom('', 'a', 'b', 'c');
    const typed = fc
      .record({ name: text, callMe: text, hours: text, mayCall: text, sex: text, place: text })
      .map((part): Typed => ({ ...base, ...part }));
    fc.assert(
      fc.property(typed, typed, typed, (old, mine, theirs) => {
        const { merged, conflicts } = reconcile(old, mine, theirs);
        for (const field of allFields) {
          const mineChanged = changedFields(old, mine).includes(field);
          const theirsChanged = changedFields(old, theirs).includes(field);
          if (conflicts.includes(field)) continue;
          if (mineChanged) expect(merged[field]).toEqual(mine[field]);
          if (theirsChanged) expect(merged[field]).toEqual(theirs[field]);
        }
        expect(changedFields(pick(merged, theirs, conflicts), theirs)).toEqual(
          changedFields(old, mine).filter(
            (field) => !conflicts.includes(field) && changedFields(mine, theirs).includes(field),
          ),
        );
      }),
      { seed: 12 },
    );
  });
});
