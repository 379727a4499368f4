import type { LeafletPaper } from '../../core/paper.ts';
import type { Part, Section, Sheet } from '../../platform/print/index.ts';
import { blocksOf, type Run } from '../../view/prose/index.ts';
import type { Clerk } from './clerk.ts';

/** Whoever holds it sees of each section from where it is, when it was checked, and that it may not hold any more. */
export function leafletSheet(
  { destination, sections, head }: LeafletPaper,
  clerk: Clerk,
): Pick<Sheet, 'title' | 'about' | 'sections'> {
  const { t } = clerk;
  return {
    title: t('profile.about', { country: clerk.label('destination', destination) ?? '' }),
    about: [t('profile.leafletAbout', { organisation: head.organisation, date: clerk.day(head.at) })],
    sections: sections.map((section) => sectionOf(section, clerk)),
  };
}

function sectionOf(
  { kind, origin, text, sources, reviewedOn, reviewDue, stale }: LeafletPaper['sections'][number],
  clerk: Clerk,
): Section {
  const { t } = clerk;
  const { language } = clerk.head;
  const name = clerk.label('profileSection', kind) ?? kind;
  const said = [language, 'en', ...Object.keys(text)].find((one) => text[one]) ?? language;
  const from = sources.map((one) =>
    [one.name, one.link, one.date && clerk.partialDate(one.date)].filter(Boolean).join(', '),
  );
  return {
    title:
      origin === undefined ? name : t('profile.from', { section: name, country: clerk.label('country', origin) ?? '' }),
    parts: [
      ...(stale && reviewDue
        ? lines(t('profile.leafletStale', { date: clerk.partialDate(reviewDue) }), 'heading')
        : []),
      ...(said === language ? [] : lines(t('profile.onlyIn', { language: clerk.languageName(said) }))),
      ...blocksOf(text[said] ?? '').flatMap((block) =>
        block.kind === 'list'
          ? block.items.flatMap((runs) => lines(`• ${plain(runs)}`))
          : lines(block.lines.map(plain).join(' ')),
      ),
      ...(from.length > 0 ? lines(`${t('profile.sources')}: ${from.join('; ')}`) : []),
      ...(reviewedOn ? lines(t('profile.leafletChecked', { date: clerk.partialDate(reviewedOn) })) : []),
    ],
  };
}

const plain = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');
const lines = (text: string, kind: 'text' | 'heading' = 'text'): Part[] => [{ kind, text }];
