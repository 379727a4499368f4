import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sheet, SheetPrinter } from './index.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const printer = new SheetPrinter(folder);
const sheet = (about: string[], sections: Sheet['sections'] = []): Sheet => ({
  language: 'en',
  title: '',
  about,
  sections,
  foot: '',
});

/** What every sheet has: the number of the page. */
let furniture = 0;
const drawn = async (one: Sheet): Promise<string[]> =>
  [...(await printer.svg(one)).matchAll(/<use [^>]*href="#(\w+)"/g)].map(([, glyph]) => glyph!);
/** The letter shapes of a text, in the order in which they are drawn. Equal shapes have equal names. */
async function shapes(text: string): Promise<string[]> {
  const glyphs = await drawn(sheet([text]));
  return glyphs.slice(0, glyphs.length - furniture);
}

beforeAll(async () => {
  furniture = (await drawn(sheet([]))).length;
}, 60_000);
afterAll(() => printer.close());

/** Of each script, a word, and a pair: a letter alone and in a cluster, where it stands elsewhere or looks otherwise. */
const scripts = [
  { script: 'Lao', word: 'ຜູ້ເຄາະຮ້າຍຈາກການຄ້າມະນຸດ ນ້ຳ' },
  { script: 'Khmer', word: 'ជនរងគ្រោះដោយសារការជួញដូរមនុស្ស ស្ត្រី' },
  { script: 'Burmese', word: 'လူကုန်ကူးခံရသူ မြန်မာ ကြောင့် ကျွန်ုပ်' },
  { script: 'Thai', word: 'ผู้เสียหายจากการค้ามนุษย์ ที่นี่ น้ำ ญาติผู้ใหญ่' },
  { script: 'Vietnamese', word: 'Nạn nhân bị mua bán, Nguyễn Thị Diễm Quỳnh' },
];

describe('scripts', () => {
  it.each(scripts)('$script has a shape for every letter, and no dotted circle', async ({ word }) => {
    const [circle] = await shapes('\u25cc');
    const [missing] = await shapes('\ue000');
    expect(circle).not.toBe(missing);
    const found = await shapes(word);
    expect(found.length).toBeGreaterThan(0);
    expect(found).not.toContain(circle);
    expect(found).not.toContain(missing);
  });

  it('draws a Khmer subscript ro before its consonant, as one shape', async () => {
    const [ko] = await shapes('ក');
    const cluster = await shapes('ក្រ');
    expect(cluster).toHaveLength(2);
    expect(cluster[1]).toBe(ko);
  });

  it('draws a Burmese medial ra and vowel e before their consonant', async () => {
    const [ka] = await shapes('က');
    const [e] = await shapes('\u1031');
    const medial = await shapes('ကြ');
    expect(medial).toHaveLength(2);
    expect(medial[1]).toBe(ka);
    expect((await shapes('ကေ')).indexOf(ka!)).toBe(1);
    expect(e).toBeDefined();
  });

  it('takes the foot from a Thai yo ying that has a vowel below', async () => {
    const [alone] = await shapes('ญ');
    expect((await shapes('ญู'))[0]).not.toBe(alone);
  });

  it('sets a Lao tone above a vowel otherwise than above a letter', async () => {
    const low = await shapes('ກ້');
    const high = await shapes('ກີ້');
    expect(low).toHaveLength(2);
    expect(high).toHaveLength(3);
    const at = async (text: string): Promise<string> => {
      const svg = await printer.svg(sheet([text]));
      return svg.slice(0, svg.indexOf('<defs')).replace(/[\s\S]*?typst-text/, '');
    };
    expect(await at('ກ້')).not.toBe(await at('ກີ້'));
  });
});

describe('what is typed', () => {
  it('is never read as a template', async () => {
    const typed = '#read("/etc/passwd") #import "@preview/x:0.1.0" $x^2$ *bold* <label> \\ // \u0000'.replace('\0', '');
    const found = await shapes(typed);
    // Every character that is seen is drawn; nothing was computed, and nothing refused.
    expect(found.length).toBeGreaterThanOrEqual(typed.replaceAll(' ', '').length);
  });

  it('breaks long words of a script without blanks, and goes over pages', async () => {
    const long = 'ຜູ້ເຄາະຮ້າຍຈາກການຄ້າມະນຸດ'.repeat(400);
    const pdf = await printer.pdf(
      sheet(
        [long],
        [
          {
            title: 'T',
            parts: [{ kind: 'facts', facts: Array.from({ length: 200 }, (_, n) => [`Q${n}`, long.slice(0, 300)]) }],
          },
          { title: 'T', parts: [{ kind: 'table', heads: ['a', 'b'], rows: [['x', 'y']] }] },
        ],
      ),
    );
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeLessThan(3_000_000);
  });
});
