import { readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { type Indexed, MOST_TOKENS, nameMatcher, type Query } from './index.ts';

const matcher = nameMatcher((characters) => pinyin(characters, { toneType: 'none', type: 'array', v: true }));

/** Whether the database would fetch the person for the query. */
function fetches(query: Query, person: Indexed): boolean {
  const tokens = new Set(matcher.indexTokens(person));
  return query.probes.some(
    ({ all, any }) =>
      all.every((token) => tokens.has(token)) && (any.length === 0 || any.some((token) => tokens.has(token))),
  );
}

function answer(text: string, person: Indexed | string): number {
  const query = matcher.query(text);
  const who = typeof person === 'string' ? { names: [person] } : person;
  return fetches(query, who) ? query.score(who).score : 0;
}

const pairs = readFileSync(new URL('./data/gold-name-pairs.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',') as [string, string, string, string, string]);

describe('gold pairs', () => {
  for (const [lang, a, b, same, kind] of pairs.filter((pair) => pair[3] === '1')) {
    it(`${lang}: ${a} finds ${b}, and back (${kind})`, () => {
      expect(same).toBe('1');
      expect(answer(a, b)).toBeGreaterThan(0.7);
      expect(answer(b, a)).toBeGreaterThan(0.7);
    });
  }

  it('ranks the true pair above every near miss that shares a name with it', () => {
    for (const [, a, b, same] of pairs.filter((pair) => pair[3] === '0')) {
      const query = matcher.query(a);
      expect(same).toBe('0');
      expect(query.score({ names: [b] }).score, `${a} and ${b}`).toBeLessThan(query.score({ names: [a] }).score);
    }
  });

  it('tells same and different names apart, and errs on the side of showing', () => {
    const verdict = (a: string, b: string) => {
      const { for: pro, against } = matcher.compare({ names: [a] }, { names: [b] });
      return [...pro, ...against].find((reason) => reason.code.endsWith('-name'))?.code;
    };
    const verdicts = (same: string) =>
      pairs.filter((pair) => pair[3] === same).map(([, a, b]) => [a, b, verdict(a, b)]);
    expect(verdicts('1').filter(([, , code]) => code === 'different-name')).toEqual([]);
    const sure = verdicts('1').filter(([, , code]) => code === 'same-name').length;
    expect(sure / verdicts('1').length).toBeGreaterThan(0.8);
    // the order of Burmese syllables carries meaning, but registers exchange it as often
    expect(verdicts('0').filter(([, , code]) => code === 'same-name')).toEqual([['ကျော်ဇော်', 'Zaw Kyaw', 'same-name']]);
  });
});

describe('the box', () => {
  it.each([
    ['Bounmy Vongsavanh', 'ບຸນມີ ວົງສະຫວັນ'],
    ['Somchai', 'สมชาย'],
    ['Aung Min', 'Ong Minn'],
    ['Srey Ny', 'Srey Nee'],
    ['Nguyen Thi Lan', 'Nguyễn Thị Lan'],
    ['Lan Nguyen Thi', 'Nguyễn Thị Lan'],
    ['Nguyen Thi L', 'Nguyễn Thị Lan'],
    ['Nguyen Th', 'Nguyễn Thị Lan'],
    ['Somch', 'สมชาย แซ่ลิ้ม'],
    ['សុខ', 'Sok Sophea'],
    ['Ko Htoo', 'Ko Htoo'],
    ['Mohd. Yusuf', 'Muhammad Jusuf'],
    ['王小兰', 'Wang Xiaolan'],
    ['小兰王', 'Wang Xiaolan'],
  ])('%s finds %s', (text, name) => {
    expect(answer(text, name)).toBeGreaterThan(0.55);
  });

  it.each(['Phommachanh', 'Nguyen', 'Somchai', 'Sophea'])(
    'forgives one slip anywhere in %s beside another name',
    (name) => {
      const person = { names: [`${name} Keovilay`] };
      const low = name.toLowerCase();
      for (let i = 0; i < low.length; i += 1) {
        const slips = [
          low.slice(0, i) + low.slice(i + 1),
          `${low.slice(0, i)}w${low.slice(i)}`,
          `${low.slice(0, i)}w${low.slice(i + 1)}`,
        ];
        if (i > 0) slips.push(low.slice(0, i - 1) + low.charAt(i) + low.charAt(i - 1) + low.slice(i + 1));
        for (const slip of slips) expect(answer(`${slip} Keovilay`, person), slip).toBeGreaterThan(0.6);
      }
    },
  );

  it('finds a telephone number in any formatting and digits', () => {
    const person = { names: ['Lan'], phones: ['+84 (0)912-345-678'] };
    for (const text of ['0912345678', '+84912345678', '0084 912 345 678', '๐๙๑๒๓๔๕๖๗๘', '345678', 'Lan 0912 345 678'])
      expect(answer(text, person), text).toBe(1);
    expect(answer('0912345679', { names: ['x'], phones: person.phones })).toBe(0);
  });

  it('finds documents and case numbers whatever their punctuation', () => {
    const person = { names: ['Aye'], documents: ['12/MaLaMa(N)123456', 'C 1234567'], numbers: ['RC-2026-00017-K'] };
    for (const text of [
      '12/malama(n)123456',
      '၁၂/MaLaMa(N)၁၂၃၄၅၆',
      'c1234567',
      'C-1234567',
      'rc 2026 00017 k',
      'RC202600017K',
    ])
      expect(answer(text, person), text).toBe(1);
  });

  it('ranks by birth year, common or Buddhist era', () => {
    const born = (birthYear: number) => ({ names: ['สมชาย ศรีสุข'], birthYear });
    for (const text of ['Somchai Srisuk 1998', 'Somchai Srisuk 2541', 'Somchai Srisuk ๒๕๔๑']) {
      const query = matcher.query(text);
      expect(query.score(born(1998)).score, text).toBeGreaterThan(query.score(born(1999)).score);
      expect(query.score(born(1999)).score, text).toBeGreaterThan(query.score(born(1980)).score);
    }
  });

  it('answers nothing to nothing', () => {
    for (const text of ['', '   ', '-', '…', '\u200b'])
      expect(matcher.query(text).probes, JSON.stringify(text)).toEqual([]);
  });

  it('keeps a name in a script that it cannot read', () => {
    expect(answer('Мария Иванова', 'Мария Иванова')).toBeGreaterThan(0.9);
    expect(answer('محمد علي', 'محمد علي')).toBeGreaterThan(0.9);
  });
});

describe('fold', () => {
  const read = (name: string) =>
    matcher
      .fold(name)
      .map((word) => word.latin)
      .join(' ');

  it.each([
    ['สมชาย ศรีสุข', 'somchai sisuk'],
    ['จันทร์เพ็ญ', 'chanphen'],
    ['กนกวรรณ', 'kanokwan'],
    ['ณรงค์', 'narong'],
    ['ศักดิ์ชัย', 'sakchai'],
    ['อภิชาติ', 'aphichat'],
    ['ບຸນມີ ພົມມະຈັນ', 'bounmi phommachan'],
    ['ຫຼວງ', 'louang'],
    ['ວຽງໄຊ', 'viangsai'],
    ['សុខ សុភា', 'sok sophea'],
    ['ជា', 'chea'],
    ['វណ្ណា', 'vanna'],
    ['အောင်မင်းထွန်း', 'aung min tun'],
    ['စန္ဒာ', 'sandar'],
    ['王小兰', 'wang xiao lan'],
    ['Đặng Văn Dũng', 'dang van dung'],
  ])('reads %s as %s', (name, latin) => {
    expect(read(name)).toBe(latin);
  });

  it('is the same for every composition and with invisible characters', () => {
    for (const name of ['Nguyễn Thị Mỵ', 'สมศักดิ์ คำดี', 'ຄຳໝັ້ນ', 'កែវ ស្រីពៅ', 'ဥမ္မာ']) {
      const words = matcher.fold(name);
      expect(matcher.fold(name.normalize('NFD'))).toEqual(words);
      expect(matcher.fold(name.normalize('NFC'))).toEqual(words);
      expect(matcher.fold(`${name.slice(0, 1)}\u200b${name.slice(1)}`)).toEqual(words);
    }
  });

  it('marks forms of address, but never the only word', () => {
    expect(matcher.fold('Daw Khin Win').map((word) => word.title)).toEqual([true, false, false]);
    expect(matcher.fold('Ma').map((word) => word.title)).toEqual([false]);
  });
});

describe('indexTokens', () => {
  it('stays bounded whatever comes in', () => {
    const names = Array.from(
      { length: 40 },
      (_, i) => `Maria${i} Cristina Dela Cruz Villanueva Santos Panganiban Reyes Lopez`,
    );
    const tokens = matcher.indexTokens({ names, phones: ['0912345678'], documents: ['A1'] });
    expect(tokens.length).toBe(MOST_TOKENS);
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(matcher.query('m '.repeat(5000)).probes.length).toBeLessThan(100);
  });

  it('keeps whole names, numbers and the words themselves when it has to choose', () => {
    const names = [
      'Nguyễn Thị Lan',
      ...Array.from({ length: 30 }, (_, i) => `Alias${'abcdefghijklmnopqrstuvwxyzabcd'.charAt(i)}`),
    ];
    const person = { names, phones: ['0912345678'], documents: ['C1234567'] };
    expect(answer('0912 345 678', person)).toBe(1);
    expect(answer('c1234567', person)).toBe(1);
    expect(answer('nguyen thi lan', person)).toBeGreaterThan(0.9);
  });
});

describe('compare', () => {
  const lan = {
    names: ['Nguyễn Thị Lan'],
    sex: 'female',
    birth: { year: 1998, month: 4, day: 12 },
    phones: ['0912345678'],
    documents: [{ type: 'passport', number: 'C1234567' }],
  };

  it('gives what speaks for, strongest first', () => {
    const {
      score,
      for: reasons,
      against,
    } = matcher.compare(lan, { ...lan, names: ['NGUYEN THI LAN'], phones: ['+84 912 345 678'] });
    expect(score).toBeGreaterThan(0.99);
    expect(reasons.map((reason) => reason.code)).toEqual([
      'same-document',
      'same-name',
      'same-birth-date',
      'same-phone',
      'same-sex',
    ]);
    expect(against).toEqual([]);
  });

  it('gives what speaks against', () => {
    const other = {
      names: ['Trần Văn Hùng'],
      sex: 'male',
      birth: { year: 1970 },
      documents: [{ type: 'passport', number: 'B7654321' }],
    };
    const { score, against } = matcher.compare(lan, { ...other, phones: ['0912345678'] });
    expect(score).toBeLessThan(0.01);
    expect(new Set(against.map((reason) => reason.code))).toEqual(
      new Set(['different-birth-year', 'different-sex', 'different-document', 'different-name']),
    );
  });

  it('knows a slip in a document and a day and month exchanged', () => {
    const again = {
      names: ['Nguyễn Lan'],
      birth: { year: 1998, month: 12, day: 4 },
      documents: [{ type: 'passport', number: 'C1234568' }],
    };
    const codes = matcher.compare(lan, again).for.map((reason) => reason.code);
    expect(codes).toContain('similar-document');
    expect(codes).toContain('day-month-swapped');
  });

  it('is the same both ways', () => {
    for (const [, a, b] of pairs) {
      const there = matcher.compare({ names: [a] }, { names: [b] }).score;
      expect(matcher.compare({ names: [b] }, { names: [a] }).score).toBeCloseTo(there, 6);
    }
  });
});
