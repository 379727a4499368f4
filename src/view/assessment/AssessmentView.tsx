import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import {
  type Assessed,
  type Assessment,
  assess,
  type DimensionResult,
  type Indicator,
  type Rule,
  ruleParts,
} from '../../kernel/assessment/index.ts';
import { evaluate, type FormContext, type FormDefinition, type FormState, say } from '../../kernel/form/index.ts';
import type { Text } from '../../kernel/index.ts';
import { listFormat } from '../../words/index.ts';
import type { Translate } from '../words.ts';

export interface AssessmentViewProps {
  definition: FormDefinition;
  /** As typed so far, or as they are kept. */
  answers: Readonly<Record<string, unknown>>;
  context: Omit<FormContext, 'lang'>;
  t: Translate;
  /** Of the reader. */
  language: string;
  /** Names of the fields that the role may not read: nothing is weighed without them. */
  covered?: readonly string[];
}

interface Telling {
  t: Translate;
  language: string;
  tell: (text: Text | undefined) => string;
  state: FormState;
}

/**
 * What a form's answers amount to by its own weights, and why. An aid: it says so, says what it does not know, and
 * names what could still change it. Nothing is drawn for a form that weighs nothing.
 */
export function AssessmentView(props: AssessmentViewProps): JSX.Element | null {
  const { definition, answers, context, t, language } = props;
  const state = useMemo(
    () => evaluate(definition, answers, { ...context, lang: language }),
    [definition, answers, context, language],
  );
  const { assessment } = definition;
  const assessed = assess(definition, state.answers, { now: context.now });
  if (!assessment || !assessed) return null;
  const tell = (text: Text | undefined): string => say(text, language, definition.defaultLanguage) ?? '';
  const telling: Telling = { t, language, tell, state };
  const hidden = usedFields(assessment).some((name) => props.covered?.includes(name));
  return (
    <section class="weighed" aria-labelledby="weighed-title">
      <div>
        <h2 id="weighed-title">{t('assessment.title')}</h2>
        <p class="small strong">{t('assessment.aid')}</p>
      </div>
      {hidden ? (
        <p class="note">{t('assessment.covered')}</p>
      ) : (
        <>
          <Outcome assessed={assessed} telling={telling} />
          <Dimensions assessment={assessment} assessed={assessed} telling={telling} />
          {assessment.themes && (
            <div>
              <h3>{tell(assessment.themes.title)}</h3>
              {assessed.themes.length === 0 && <p class="small soft">{t('assessment.themesNone')}</p>}
              <ul class="weighed-list small">
                {assessed.themes.map(({ theme, indicators }) => (
                  <li key={theme.code}>
                    {t('assessment.pair', {
                      what: tell(theme.label),
                      which: indicators.map(({ label }) => tell(label)).join('; '),
                    })}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
      <details class="small">
        <summary>{t('assessment.source')}</summary>
        <p>{tell(assessment.source)}</p>
      </details>
    </section>
  );
}

/** Every question that the result hangs on. */
function usedFields({ indicators, profiles, outcomes }: Assessment): string[] {
  const conditions = [...profiles, ...outcomes].flatMap(({ when }) => when ?? []);
  const named = conditions.flatMap((when) => [...when.matchAll(/\$\{\s*([^\s{}]+)\s*\}/g)].map(([, name]) => name!));
  return [...indicators.map(({ field }) => field), ...named];
}

/** The result, told aloud when it changes; what it rests on stands below it. */
function Outcome({ assessed, telling }: { assessed: Assessed; telling: Telling }): JSX.Element {
  const { t, tell } = telling;
  const { status, profile, classified } = assessed;
  const label = profile ? tell(profile.label) : '';
  return (
    <div class={classified ? 'note calm' : 'note'}>
      {status !== 'noProfile' && status !== 'unweighted' && (
        <p class="small">{t('assessment.profile', { profile: label })}</p>
      )}
      <div aria-live="polite">
        {classified ? (
          <>
            <p class="small">{t('assessment.outcome')}</p>
            <p class="weighed-outcome strong">{tell(classified.outcome.label)}</p>
            <p class="small">{t(classified.settled ? 'assessment.settled' : 'assessment.unsettled')}</p>
          </>
        ) : (
          <p>{t(`assessment.${status === 'assessed' ? 'noOutcome' : status}`, { profile: label })}</p>
        )}
      </div>
      {classified?.outcome.hint && <p>{tell(classified.outcome.hint)}</p>}
      {classified && classified.rests.length > 0 && (
        <Named title={t('assessment.rests')}>
          {classified.rests.map((one) => (
            <li key={one.dimension.code}>
              {t('assessment.pair', {
                what: tell(one.dimension.label),
                which: one.present.flatMap((each) => (each.strength ? tell(each.indicator.label) : [])).join('; '),
              })}
            </li>
          ))}
        </Named>
      )}
      {classified && classified.without.length > 0 && (
        <Named title={t('assessment.without')}>
          {classified.without.map(({ dimension }) => (
            <li key={dimension.code}>{tell(dimension.label)}</li>
          ))}
        </Named>
      )}
    </div>
  );
}

const Named = ({ title, children }: { title: string; children: ComponentChildren }): JSX.Element => (
  <div class="small">
    <p class="strong">{title}</p>
    <ul class="weighed-list">{children}</ul>
  </div>
);

const ruleText = (rule: Rule, t: Translate): string =>
  ruleParts
    .flatMap((part) => (rule[part] === undefined ? [] : [t(`assessment.rule.${part}`, { count: rule[part] })]))
    .join(' + ');

function Dimensions({
  assessment,
  assessed,
  telling,
}: {
  assessment: Assessment;
  assessed: Assessed;
  telling: Telling;
}): JSX.Element {
  const { t, language } = telling;
  const judged = assessed.dimensions.some(({ state }) => state !== 'notJudged');
  const rules = assessment.rules.map((rule) => ruleText(rule, t));
  return (
    <div>
      <h3>{t('assessment.dimensions')}</h3>
      {judged && (
        <p class="small soft">
          {t('assessment.takes', { rules: listFormat(language, { type: 'disjunction' }).format(rules) })}
        </p>
      )}
      <ul class="weighed-dimensions">
        {assessed.dimensions.map((one) => (
          <Dimension key={one.dimension.code} result={one} telling={telling} />
        ))}
      </ul>
    </div>
  );
}

/** A shape for each state, beside its word. */
const marks = { positive: '◆', notPositive: '◇', notJudged: '–' } as const;

function Dimension({ result, telling }: { result: DimensionResult; telling: Telling }): JSX.Element {
  const { t, tell } = telling;
  const { dimension, state, counts, present, rule, open } = result;
  return (
    <li>
      <p>
        <span class="strong">{tell(dimension.label)}</span>{' '}
        <span class="small soft">({t(`assessment.element.${dimension.element}`)})</span>
      </p>
      <p class="weighed-state">
        <span class={state === 'positive' ? 'chip calm' : 'chip'}>
          <span aria-hidden="true">{marks[state]}</span> {t(`assessment.state.${state}`)}
        </span>{' '}
        {state !== 'notJudged' && <span class="small">{t('assessment.counts', { ...counts })}</span>}
      </p>
      {rule && <p class="small">{t('assessment.by', { rule: ruleText(rule, t) })}</p>}
      {present.length > 0 && (
        <Named title={t('assessment.yes')}>
          {present.map(({ indicator, strength }) => (
            <li key={indicator.code}>
              {tell(indicator.label)} <span class="soft">({t(`assessment.strength.${strength ?? 'none'}`)})</span>
            </li>
          ))}
        </Named>
      )}
      {open.length > 0 && <Open open={open} telling={telling} />}
    </li>
  );
}

/** The questions themselves: they are what can be asked next. */
function Open({ open, telling }: { open: readonly Indicator[]; telling: Telling }): JSX.Element {
  const { t, tell, state } = telling;
  return (
    <details class="small">
      <summary>{t('assessment.open', { count: open.length })}</summary>
      <ul class="weighed-list">
        {open.map(({ code, field, label }) => (
          <li key={code}>{state.say(state.at(field)?.item.label, field) ?? tell(label)}</li>
        ))}
      </ul>
    </details>
  );
}
