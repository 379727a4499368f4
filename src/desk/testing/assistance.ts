/** Help with a case, as the canned province has it: a plan, its services, shelters and interpreters. */
import type { Answers } from './fake.ts';
import { id, ids, me } from './people.ts';

export const assistance: Answers = {
  'plan.read': () => ({
    goals: [
      {
        id: id(60),
        revision: 2,
        kind: 'housing',
        wording: 'Một căn phòng có khóa, gần chỗ làm, và không ai biết tôi ở đâu.',
        dueOn: '2027-03-01',
      },
    ],
    services: [
      {
        id: id(61),
        revision: 1,
        goalId: id(60),
        service: 'shelterLonger',
        status: 'underway',
        provider: { id: id(12), name: 'Legal aid centre' },
        cost: { amount: 2_500_000, currency: 'VND' },
        consentEnded: true,
      },
      {
        id: id(62),
        revision: 1,
        service: 'healthCheck',
        status: 'delivered',
        rating: 4,
        userId: ids.me,
        user: me.name,
      },
    ],
    mayWrite: true,
  }),
  'goal.set': ({ id: given }) => ({ id: given ?? id(60), revision: 3 }),
  'service.set': ({ id: given }) => ({ id: given ?? id(61), revision: 2 }),
  'shelter.list': () => ({
    shelters: [
      {
        id: id(70),
        revision: 1,
        name: 'Lotus',
        capacity: 8,
        free: 3,
        sexes: ['female'],
        ageFrom: 18,
        ageTo: 60,
        childrenWithMother: true,
        active: true,
      },
      {
        id: id(71),
        revision: 1,
        name: 'Rumah Melati untuk perempuan, anak dan laki-laki yang menunggu kepulangan',
        capacity: 4,
        free: 0,
        sexes: ['female', 'male', 'other'],
        ageFrom: 0,
        ageTo: 120,
        childrenWithMother: false,
        active: true,
      },
    ],
  }),
  'shelter.read': () => ({ location: '12 Hàng Bông' }),
  'shelter.set': ({ id: given }) => ({ id: given ?? id(70), revision: 2 }),
  'stay.list': () => ({
    stays: [{ id: id(72), shelterId: id(70), shelter: 'Lotus', from: '2026-11-04T05:00:00Z' }],
    mayBegin: true,
    mayEnd: true,
  }),
  'stay.begin': () => ({ id: id(72) }),
  'stay.end': () => ({ endedAt: '2026-11-22T03:00:00Z' }),
  'interpreter.list': () => ({
    interpreters: [
      {
        id: id(80),
        revision: 1,
        name: 'ສຸກສະຫວັນ',
        contact: '+856 20 555 1234',
        languages: ['lo', 'th'],
        gender: 'female',
        vettedOn: '2026-01-10',
        vettedUntil: '2027-01-09',
        vettedBy: me.name,
        active: true,
        offered: true,
      },
    ],
  }),
  'interpreter.set': ({ id: given }) => ({ id: given ?? id(80), revision: 2 }),
  'interpreting.list': () => ({
    items: [{ id: id(81), interpreterId: id(80), name: 'ສຸກສະຫວັນ', form: 'counselling', at: '2026-11-10T03:00:00Z' }],
    mayWrite: true,
  }),
  'interpreting.record': () => ({ id: id(81) }),
};
