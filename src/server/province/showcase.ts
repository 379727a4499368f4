import { readableNumber, uuidv7 } from '../../kernel/index.ts';
import { addCase, addConsent, type CaseWish } from './cases.ts';
import {
  type Bundle,
  type CaseDraft,
  day,
  emptyBundle,
  type Identity,
  inOfficeHours,
  type Owned,
  type PersonDraft,
  type SafeContact,
  type World,
} from './model.ts';
import { recruitmentOf } from './recruitment.ts';

/** Stories that guides, pictures and tests rely on, all kept by the demo counsellor. Their people are invented. */
interface Story {
  identity: Identity;
  sex: 'female' | 'male';
  nationality: string;
  place?: string;
  phone: { number: string; whose?: string };
  safeContact: SafeContact;
  cases: (CaseWish & {
    daysAgo: number;
    /** What they were offered and what it cost is told as well. */
    recruited?: true;
    referral?: 'accepted' | 'sent';
    tasks?: { kind: string; inDays: number; note: string }[];
  })[];
}

const stories: readonly Story[] = [
  {
    identity: {
      name: 'ຄຳຫຼ້າ ພົມມະຈັນ',
      romanised: 'Khamla Phommachanh',
      callMe: 'Noy',
      aliases: ['ນ້ອຍ'],
      birth: { value: '2001', known: 'estimated' },
      documents: [{ type: 'passport', number: 'XX2087314', country: 'LA' }],
    },
    sex: 'female',
    nationality: 'LA',
    place: 'LA',
    phone: { number: '+856952087314', whose: 'chị gái' },
    safeContact: {
      mayCall: 'onlyAsAgreed',
      hours: 'Thứ ba, thứ năm 18:00–20:00',
      ifSomebodyElseAnswers: 'Nói là gọi về lớp học may.',
    },
    cases: [
      {
        daysAgo: 47,
        stage: 'following',
        sessions: 3,
        place: 'TH',
        fromEnquiry: true,
        matter: {
          channel: 'hotline',
          topic: 'abroad',
          destination: 'TH',
          signs: ['documentsHeld', 'debt', 'cannotLeave'],
        },
        account: [
          'Làm ở xưởng chế biến tại Thái Lan hơn một năm. Chủ giữ hộ chiếu, trừ nợ môi giới mười hai tháng lương. Chị gái gọi thay.',
          'Đã ra khỏi xưởng cùng hai người khác, đang ở nhà chị gái. Chưa lấy lại được hộ chiếu.',
          'Muốn về Viêng Chăn; cần giấy thông hành và chỗ ở an toàn trong hai tuần.',
        ],
        referral: 'accepted',
        recruited: true,
        noTask: true,
        tasks: [
          { kind: 'callBack', inDays: -1, note: 'Gọi đúng giờ đã hẹn; hỏi đã nhận giấy thông hành chưa.' },
          { kind: 'documentCheck', inDays: 3, note: 'Kiểm tra giấy thông hành với đại sứ quán.' },
        ],
      },
    ],
  },
  {
    identity: {
      name: 'Nguyễn Thị Lan',
      callMe: 'Chị Lan',
      birth: { value: '1998-05', known: 'stated' },
      documents: [{ type: 'nationalId', number: '000198054417', country: 'VN' }],
    },
    sex: 'female',
    nationality: 'VN',
    place: 'VN-HN-soc-son',
    phone: { number: '+84951980544' },
    safeContact: { mayCall: 'yes', hours: 'Sau 17:00' },
    cases: [
      {
        daysAgo: 6,
        stage: 'advising',
        sessions: 1,
        fromEnquiry: true,
        matter: { channel: 'counter', topic: 'fees', destination: 'JP', signs: ['debt'] },
        account: ['Đã nộp 130 triệu đồng cho công ty phái cử, không có biên lai. Gia đình vay thêm ngoài ngân hàng.'],
        noTask: true,
        tasks: [{ kind: 'callBack', inDays: 0, note: 'Hỏi công ty đã trả tiền cọc chưa.' }],
      },
    ],
  },
  {
    identity: { name: 'Trần Văn Hùng', birth: { value: '1989-11-02', known: 'document' } },
    sex: 'male',
    nationality: 'VN',
    place: 'VN-22-yen-thanh',
    phone: { number: '+84951989110' },
    safeContact: { mayCall: 'yes' },
    cases: [
      {
        daysAgo: 1430,
        stage: 'closed',
        matter: { channel: 'counter', topic: 'contract', destination: 'TW', signs: [] },
        closing: { reason: 'departed', satisfaction: 4 },
      },
      {
        daysAgo: 210,
        stage: 'closed',
        place: 'TW',
        matter: { channel: 'hotline', topic: 'wages', destination: 'TW', signs: ['wagesUnpaid'] },
        closing: { reason: 'resolved', satisfaction: 5 },
      },
      {
        daysAgo: 34,
        stage: 'following',
        sessions: 2,
        matter: { channel: 'counter', topic: 'return', destination: 'TW', signs: [] },
        noTask: true,
        tasks: [{ kind: 'visit', inDays: 9, note: 'Thăm nhà; hỏi về lớp sửa điện.' }],
      },
    ],
  },
  {
    identity: { name: '陈小兰', romanised: 'Chen Xiaolan', birth: { value: '1994', known: 'stated' } },
    sex: 'female',
    nationality: 'CN',
    phone: { number: '+84951994010', whose: 'chủ nhà trọ' },
    safeContact: {
      mayCall: 'onlyAsAgreed',
      hours: 'Giờ nghỉ trưa',
      ifSomebodyElseAnswers: 'Nói là nhầm số rồi tắt máy.',
    },
    cases: [
      {
        daysAgo: 16,
        stage: 'advising',
        sessions: 2,
        fromEnquiry: true,
        matter: { channel: 'email', topic: 'wages', destination: 'MY', signs: ['wagesUnpaid', 'excessiveOvertime'] },
        referral: 'sent',
        noTask: true,
        tasks: [{ kind: 'followUp', inDays: -3, note: 'Hỏi đối tác đã nhận chuyển gửi chưa.' }],
      },
    ],
  },
  {
    identity: { name: 'Lò Thị Mơ', callMe: 'Bé Mơ', birth: { value: '2010', known: 'estimated' } },
    sex: 'female',
    nationality: 'VN',
    place: 'VN-68-tan-son',
    phone: { number: '+84952010001', whose: 'cô giáo' },
    safeContact: {
      mayCall: 'onlyAsAgreed',
      hours: 'Thứ hai 16:00–17:00',
      ifSomebodyElseAnswers: 'Chỉ nói chuyện với cô giáo.',
    },
    cases: [
      {
        daysAgo: 2,
        stage: 'opened',
        fromEnquiry: true,
        matter: { channel: 'outreach', topic: 'jobOffer', destination: 'CN', signs: ['deception'] },
        noTask: true,
        tasks: [{ kind: 'visit', inDays: 1, note: 'Gặp cùng cô giáo tại trường.' }],
      },
    ],
  },
];

/** A colleague in another centre registered Lan again, without tone marks and by the year only. */
const again: Story = {
  identity: { name: 'Nguyen Thi Lann', birth: { value: '1998', known: 'stated' } },
  sex: 'female',
  nationality: 'VN',
  place: 'VN-HN',
  phone: { number: '+84951980544' },
  safeContact: { mayCall: 'yes' },
  cases: [],
};

export const showcasePeople = stories.length + 1;

export function showcase(world: World): Bundle {
  const bundle = emptyBundle();
  const { staff, now } = world;
  const user = (login: string) => staff.users.find((one) => one.login === login)!;
  const owner = (login: string): Owned => ({
    organisationId: user(login).organisationId,
    teamId: user(login).teamId!,
    ownerId: user(login).id,
  });
  const mine = owner('counsellor@demo');
  for (const story of stories) {
    const first = Math.max(...story.cases.map(({ daysAgo }) => daysAgo));
    const person = personOf(world, story, mine, inOfficeHours(world, now - first * day));
    bundle.people.push(person);
    for (const { daysAgo, referral, recruited, tasks = [], ...wish } of story.cases) {
      const openedAt = Math.max(person.registeredAt, inOfficeHours(world, now - daysAgo * day));
      const opened = addCase(world, bundle, person, mine, openedAt, wish);
      for (const { kind, inDays, note } of tasks) {
        // Today's is still to come, the others are in office hours of their day.
        const dueAt =
          inDays === 0
            ? now + 90 * 60_000
            : inOfficeHours({ ...world, now: Number.MAX_SAFE_INTEGER }, now + inDays * day);
        const createdAt = Math.min(now, Math.max(openedAt, dueAt - 4 * day));
        const { id: caseId } = opened;
        bundle.tasks.push({
          id: uuidv7(createdAt, world.random.fill),
          ...mine,
          caseId,
          personId: person.id,
          kind,
          note,
          dueAt,
          doneAt: null,
          createdAt,
        });
      }
      if (referral) addReferral(world, bundle, opened, referral);
      if (recruited) bundle.recruitment = recruitmentOf(world, opened);
    }
  }
  bundle.people.push(personOf(world, again, owner('counsellor.nghe-an@demo'), inOfficeHours(world, now - 3 * day)));
  return bundle;
}

function personOf(
  { random }: World,
  { identity, sex, nationality, place, phone, safeContact }: Story,
  owned: Owned,
  registeredAt: number,
): PersonDraft {
  return {
    id: uuidv7(registeredAt, random.fill),
    number: random.distinct(() => readableNumber('BN', random.fill)),
    ...owned,
    identity,
    contact: { phones: [phone] },
    safeContact,
    sex,
    nationalities: [nationality],
    place: place ?? null,
    registeredAt,
  };
}

/** The shelter is asked for help with a case, with the consent that allows it. */
export function addReferral(world: World, bundle: Bundle, of: CaseDraft, status: 'accepted' | 'sent'): void {
  const { random, staff, now } = world;
  const shelter = staff.organisations.find(({ key }) => key === 'shelter')!;
  const until = of.closedAt ?? now;
  const sentAt =
    status === 'sent'
      ? Math.max(of.openedAt, now - random.between(8, 60) * 3_600_000)
      : Math.min(until, of.openedAt + 2 * day);
  const consent = addConsent(world, bundle, of, 'referral', shelter.name, 'written', sentAt);
  bundle.referrals.push({
    id: uuidv7(sentAt, random.fill),
    fromOrganisationId: of.organisationId,
    toOrganisationId: shelter.id,
    caseId: of.id,
    personId: of.personId,
    consentId: consent.id,
    purpose: 'referral',
    kind: 'referral',
    status,
    sentBy: of.ownerId,
    sentAt,
    answeredAt: status === 'accepted' ? Math.min(until, sentAt + day) : null,
  });
}
