import { addFlags, raisedFlags } from '../../core/flags.ts';
import type { Answers } from '../../kernel/form/index.ts';
import { uuidv7 } from '../../kernel/index.ts';
import type { Licence } from '../../kernel/recruitment/index.ts';
import { type CaseDraft, day, dayOf, type RecruitmentDraft, type World } from './model.ts';
import { Random } from './random.ts';

/**
 * What one story of the showcase was offered, signed, found and paid, and the recruiters and exchange rates that it needs. All
 * of it is invented: recruiters, licences, and rates that are near what they were.
 */
export function recruitmentOf({ now, programme }: World, of: CaseDraft): RecruitmentDraft {
  // Chance of its own: what is told here changes nothing else of the province.
  const random = new Random('recruitment');
  const id = () => uuidv7(of.openedAt, random.fill);
  const before = (days: number): string => dayOf(of.openedAt - days * day);
  const licence = (number: string, more: Partial<Licence>): Licence => ({
    number,
    issuer: 'Sở cấp phép minh họa',
    destinations: [],
    status: 'valid',
    source: 'Danh sách minh họa',
    checkedOn: dayOf(now - 40 * day),
    ...more,
  });
  const years = (count: number): string => dayOf(now + count * 365 * day);
  const recruiters: RecruitmentDraft['recruiters'] = [
    {
      id: id(),
      name: 'Công ty Nhân lực Hướng Dương',
      otherNames: ['Huong Duong Manpower'],
      kind: 'agency',
      country: 'VN',
      licences: [
        licence('MH-101/GP', { from: years(-3), to: years(2), origin: 'VN', destinations: ['JP', 'TW', 'KR'] }),
      ],
    },
    {
      id: id(),
      name: 'Công ty Hợp tác Quốc tế Sao Biển',
      otherNames: ['Sao Bien Cooperation'],
      kind: 'agency',
      country: 'VN',
      licences: [licence('MH-087/GP', { from: years(-6), to: years(-1), origin: 'VN', destinations: ['JP', 'MY'] })],
    },
    {
      id: id(),
      name: 'ບໍລິສັດ ຈັດຫາງານ ດອກຈຳປາ',
      otherNames: ['Dok Champa Employment'],
      kind: 'agency',
      country: 'LA',
      licences: [
        licence('LA-012', { from: years(-2), to: years(1), origin: 'LA', destinations: ['TH'], status: 'suspended' }),
      ],
    },
    { id: id(), name: 'Bình Minh', otherNames: [], kind: 'subAgent', country: 'VN', licences: [] },
  ];
  const rates = [
    ['LAK', 700, 21_800],
    ['LAK', 500, 21_650],
    ['THB', 500, 33.6],
    ['LAK', 20, 21_600],
    ['THB', 20, 32.4],
    ['VND', 20, 26_300],
    ['JPY', 20, 154],
    ['TWD', 20, 31.2],
    ['MYR', 20, 4.2],
  ] as const;
  const offer = { currency: 'THB', recruiterId: recruiters[2]!.id };
  of.flags = addFlags(
    of.flags,
    raisedFlags(
      programme,
      { signs: ['deception', 'documentsHeld', 'debt'] } as Answers,
      new Date(of.openedAt).toISOString(),
    ),
  );
  return {
    case: of,
    recruiters,
    rates: rates.map(([currency, ago, rate]) => ({
      currency,
      base: 'USD',
      day: dayOf(now - ago * day),
      rate,
      source: 'Tỷ giá minh họa',
    })),
    offers: [
      {
        id: id(),
        ...offer,
        version: 'offered',
        on: before(430),
        terms: {
          job: 'manufacturing',
          country: 'TH',
          pay: 1_400_000,
          hours: 48,
          daysOff: 4,
          housing: 'free',
          documents: 'self',
          term: 24,
        },
        told: { employer: 'Xưởng dệt ở ngoại ô, theo lời môi giới' },
      },
      {
        id: id(),
        ...offer,
        version: 'signed',
        on: before(415),
        terms: { job: 'manufacturing', country: 'TH', pay: 1_200_000, hours: 48, deductions: 150_000, term: 24 },
        told: { note: 'Ký ở biên giới, bằng tiếng Thái, không được đọc cho nghe.' },
      },
      {
        id: id(),
        ...offer,
        version: 'actual',
        on: before(0),
        terms: {
          job: 'agriculture',
          country: 'TH',
          pay: 900_000,
          hours: 78,
          daysOff: 1,
          deductions: 550_000,
          housing: 'none',
          living: 250_000,
          documents: 'employer',
        },
        told: { employer: 'Xưởng chế biến thủy sản', note: 'Chủ trừ nợ môi giới thẳng vào lương.' },
      },
    ],
    costs: [
      {
        id: id(),
        cost: 'matching',
        payer: 'worker',
        phase: 'beforeDeparture',
        on: before(428),
        amount: 1_500_000_000,
        currency: 'LAK',
        receipt: false,
        deducted: false,
        told: { paidTo: 'Người môi giới ở bản' },
      },
      {
        id: id(),
        cost: 'administrative',
        payer: 'worker',
        phase: 'beforeDeparture',
        on: before(420),
        amount: 32_000,
        currency: 'USD',
        receipt: true,
        deducted: false,
        told: { paidTo: 'Công ty, tiền hộ chiếu và thị thực' },
      },
      {
        id: id(),
        cost: 'bribe',
        payer: 'worker',
        phase: 'transit',
        on: before(414),
        amount: 300_000,
        currency: 'THB',
        receipt: false,
        deducted: false,
        told: { note: 'Đưa cho tài xế ở cửa khẩu' },
      },
      {
        id: id(),
        cost: 'travel',
        payer: 'employer',
        phase: 'transit',
        on: before(413),
        amount: 180_000,
        currency: 'THB',
        receipt: null,
        deducted: false,
        told: {},
      },
    ],
    loans: [
      {
        id: id(),
        lender: 'employer',
        on: before(413),
        principal: 3_400_000,
        currency: 'THB',
        rate: 7,
        per: 'month',
        payment: 200_000,
        pledged: true,
        applied: false,
        limited: false,
        told: { note: 'Chủ ghi sổ, không cho xem.' },
      },
    ],
  };
}
