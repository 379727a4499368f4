import type { PaperCase } from '../../core/paper.ts';
import { clausesOf, offerVersions } from '../../kernel/recruitment/index.ts';
import type { Section } from '../../platform/print/index.ts';
import type { Clerk } from './clerk.ts';
import { factsPart, section, table } from './parts.ts';

type Offer = PaperCase['offers'][number];

/** What somebody was offered, what the job cost, and what is owed for it. */
export function jobSections({ offers, costs, loans }: PaperCase, clerk: Clerk): Section[] {
  const { t } = clerk;
  const answer = (yes: boolean | undefined): string | undefined =>
    yes === undefined ? undefined : t(yes ? 'recruitment.answer.yes' : 'recruitment.answer.no');
  return [
    ...section(t('recruitment.offer.title'), [offersPart(offers, clerk)]),
    ...section(t('recruitment.cost.title'), [
      table(
        [
          t('recruitment.cost.cost'),
          t('recruitment.cost.payer'),
          t('recruitment.cost.on'),
          t('recruitment.cost.amount'),
          t('recruitment.cost.paidTo'),
          t('recruitment.cost.note'),
        ],
        costs.map((one) => [
          joined([clerk.label('recruitmentCost', one.cost), clerk.label('costPhase', one.phase)]),
          clerk.label('costPayer', one.payer),
          one.on && clerk.partialDate(one.on),
          joined([
            clerk.money(one.amount, one.currency),
            one.deducted && t('recruitment.cost.deducted'),
            one.refunded !== undefined &&
              `${t('recruitment.cost.refunded')} ${clerk.money(one.refunded, one.currency)}`,
            one.receipt !== undefined && `${t('recruitment.cost.receipt')}: ${answer(one.receipt)}`,
          ]),
          one.paidTo,
          one.note,
        ]),
      ),
      ...loans.map((one) => [
        {
          kind: 'heading' as const,
          text: t('recruitment.loan.title', { lender: clerk.label('lender', one.lender) ?? '' }),
        },
        ...factsPart([
          [t('recruitment.loan.name'), one.name],
          [t('recruitment.cost.on'), one.on && clerk.partialDate(one.on)],
          [t('recruitment.loan.principal'), clerk.money(one.principal, one.currency)],
          [t('recruitment.loan.owed'), one.owed === undefined ? undefined : clerk.money(one.owed, one.currency)],
          [
            t('recruitment.loan.rate'),
            one.rate === undefined
              ? undefined
              : [clerk.number(one.rate), one.per && t(`recruitment.loan.per.${one.per}`)].filter(Boolean).join(' '),
          ],
          [
            t('recruitment.loan.payment'),
            one.payment === undefined ? undefined : clerk.money(one.payment, one.currency),
          ],
          [t('recruitment.loan.pledged'), answer(one.pledged)],
          [t('recruitment.loan.applied'), answer(one.applied)],
          [t('recruitment.loan.limited'), answer(one.limited)],
          [t('recruitment.cost.note'), one.note],
        ]),
      ]),
    ]),
  ];
}

/** The versions side by side, as the desk shows them. */
function offersPart(offers: readonly Offer[], clerk: Clerk) {
  const { t } = clerk;
  const said = offerVersions.flatMap((version) => offers.filter((one) => one.version === version));
  const clauses = clausesOf(clerk.codeList('contractClause')).filter(({ code }) =>
    said.some(({ terms }) => terms[code] !== undefined),
  );
  const line = (head: string, of: (offer: Offer) => string | undefined): (string | undefined)[] => [
    head,
    ...said.map(of),
  ];
  const rows = [
    ...clauses.map(({ code, kind, list }) =>
      line(clerk.label('contractClause', code) ?? code, ({ terms, currency }) => {
        const term = terms[code];
        if (typeof term !== 'number') return list ? clerk.label(list, term) : term;
        return kind === 'money' && currency ? clerk.money(term, currency) : clerk.number(term);
      }),
    ),
    line(t('recruitment.offer.recruiter'), ({ recruiter }) => recruiter),
    line(t('recruitment.offer.employer'), ({ employer }) => employer),
    line(t('recruitment.offer.note'), ({ note }) => note),
  ].filter(([, ...cells]) => cells.some(Boolean));
  return table(
    line(
      t('recruitment.offer.clause'),
      ({ version, on }) => `${t(`recruitment.offer.version.${version}`)}, ${clerk.partialDate(on)}`,
    ).map((head) => head ?? ''),
    rows,
  );
}

const joined = (parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(', ');
