/** Registers as centres keep them, made by the program that reads them. */
import { type CellValue, writeXlsx } from 'hucre';
import type { Actor } from '../../kernel/index.ts';
import type { TestHouse } from '../../server/testing.ts';
import type { CallInput, CallName, CallOutput } from '../contracts.ts';
import { operations } from '../index.ts';

export const headings = [
  'STT',
  'Họ và tên',
  'Ngày sinh',
  'Giới tính',
  'Số CCCD',
  'Số điện thoại',
  'Ngày tiếp nhận',
  'Hình thức',
  'Nội dung tư vấn',
  'Nước đến',
];

const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ'];
const middle = ['Thị', 'Văn', 'Thị Thu', 'Đức', 'Ngọc', 'Minh'];
const given = ['Lan', 'Hùng', 'Hương', 'Tuấn', 'Mai', 'Sơn', 'Hoa', 'Long', 'Thảo', 'Quân', 'Yến', 'Bình', 'Châu'];
const topics = ['Hợp đồng', 'Phí và nợ', 'Tiền lương và giờ làm', 'Gia đình ở lại'];

/** Somebody of an invented register: each number another person. */
export function person(number: number): CellValue[] {
  const of = <T>(list: readonly T[], step: number): T => list[Math.floor(number / step) % list.length]!;
  return [
    number + 1,
    `${of(family, 1)} ${of(middle, 10)} ${of(given, 60)} ${String.fromCharCode(65 + (number % 26))}${String.fromCharCode(65 + (Math.floor(number / 26) % 26))}`,
    new Date(Date.UTC(1970 + (number % 35), number % 12, 1 + (number % 28))),
    number % 2 ? 'Nam' : 'Nữ',
    `0${38_000_000_000 + number * 7}`,
    `09${String(10_000_000 + number * 13).slice(0, 8)}`,
    new Date(Date.UTC(2025, number % 12, 1 + (number % 28))),
    'Tại quầy',
    of(topics, 1),
    number % 3 ? 'Nhật Bản' : 'Đài Loan',
  ];
}
export const people = (count: number, from = 0): CellValue[][] =>
  Array.from({ length: count }, (_, at) => person(from + at));

export const workbook = (...rows: CellValue[][]): Promise<Uint8Array> =>
  writeXlsx({ sheets: [{ name: 'Sổ 2025', rows }] });
export const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

export const programme = 'resource-centre';
export type Intake = ReturnType<typeof intakeOf>;

/** The steps of an intake as one user takes them. */
export function intakeOf(house: TestHouse, actor: Actor) {
  const call = <N extends CallName>(name: N, input: CallInput<N>, callId?: string): Promise<CallOutput<N>> =>
    house.call(operations, actor, name, input, callId);
  return {
    call,
    upload: async (file: Uint8Array | string, more: Partial<CallInput<'intake.upload'>> = {}) =>
      (
        await call('intake.upload', {
          file: base64(file),
          name: 'so-2025.xlsx',
          sender: 'Trung tâm Nghệ An',
          programme,
          ...more,
        })
      ).id,
    read: (id: string) => call('intake.read', { id }),
    /** Changes what is told, and keeps the rest of the plan. */
    async plan(id: string, change: Partial<CallInput<'intake.map'>['plan']>) {
      const { revision, plan } = await call('intake.read', { id });
      return call('intake.map', { id, revision, plan: { ...plan!, ...change } });
    },
    check: (id: string) => call('intake.check', { id }),
    async takeAll(id: string) {
      for (;;) {
        const done = await call('intake.take', { id });
        if (done.state === 'taken') return done;
      }
    },
    async undoAll(id: string) {
      for (;;) {
        const done = await call('intake.undo', { id });
        if (done.state === 'undone') return done;
      }
    },
  };
}
