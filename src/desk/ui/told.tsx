/** What one organisation tells another, field by field: on the way out to be chosen, on arrival to be read. */
import type { ComponentChildren } from 'preact';
import type { CallOutput } from '../../core/contracts.ts';
import { type Answer, type Answers, type Field, type FormDefinition, walk } from '../../kernel/form/index.ts';
import type { Text } from '../../kernel/index.ts';
import { sayAnswer } from '../../view/index.ts';
import { definitions, label, placeLabel, places, programme, stageLabel } from '../state/definitions.ts';
import { day, language, partialDate, say, t, told, tx } from '../words.ts';
import { languageName } from './languages.ts';
import type { SafeContact } from './pieces.tsx';

type Read = CallOutput<'referral.read'>;
export type ToldGroup = NonNullable<Read['groups']>[number];
export type ToldItem = ToldGroup['items'][number];
type Forms = Read['forms'];

const definitionOf = (group: ToldGroup, forms: Forms): FormDefinition | undefined =>
  forms.find(({ form, version }) => form === group.form && version === group.version)?.definition as
    | FormDefinition
    | undefined;

export function groupTitle(group: ToldGroup, forms: Forms): string {
  if (group.key === 'person') return t('referral.thePerson');
  if (group.key === 'case') return t('referral.theirCase');
  const title = told(definitionOf(group, forms)?.title) || (group.form ?? '');
  return t('referral.entry', { title, day: group.at ? day(group.at) : '' });
}

/** The last part of a path is the question: no name of one has a dot. */
const nameOf = ({ path }: ToldItem): string => path.slice(path.lastIndexOf('.') + 1);

export function itemLabel(item: ToldItem, group: ToldGroup, forms: Forms): string {
  if (group.key === 'person' || group.key === 'case') return tx(`referral.field.${item.path}`);
  const definition = definitionOf(group, forms);
  const name = nameOf(item);
  const found = definition && [...walk(definition.items)].find((one) => one.item.name === name)?.item;
  return told(found?.label) || name;
}

const codeList = (code: string) => definitions.get()?.codeLists.find((one) => one.code === code)?.items;

/** A value as one reads it; of a repeat, one line for each instance. */
export function ItemValue({ item, group, forms }: { item: ToldItem; group: ToldGroup; forms: Forms }) {
  if (item.withheld) return <span class="soft">{t('referral.withheld')}</span>;
  const definition = definitionOf(group, forms);
  const said = definition ? sayOne(nameOf(item), item.value as Answer, definition) : sayFact(item, group);
  const lines = typeof said === 'string' ? [said] : said;
  return (
    <>
      {lines.map((line, at) => (
        <span key={`${at} ${line}`} class="told-line" dir="auto">
          {line}
        </span>
      ))}
    </>
  );
}

function sayOne(name: string, value: Answer, definition: FormDefinition): string | string[] {
  const item = [...walk(definition.items)].find((one) => one.item.name === name)?.item;
  const formLanguage = definition.languages.includes(language()) ? language() : definition.defaultLanguage;
  const saying = { definition, t: tx, language: language(), formLanguage, codeList, places: places() };
  if (item?.kind === 'field') return sayAnswer(item as Field, value, saying);
  if (!Array.isArray(value)) return String(value);
  return (value as Answers[]).map((instance, at) => {
    const parts = Object.entries(instance).flatMap(([inner, answer]) => {
      const found = [...walk(definition.items)].find((one) => one.item.name === inner)?.item;
      return [`${told(found?.label) || inner}: ${[sayOne(inner, answer, definition)].flat().join('; ')}`];
    });
    return `${at + 1}. ${parts.join(' · ')}`;
  });
}

function sayFact({ path, value }: ToldItem, group: ToldGroup): string | string[] {
  const own = group.items.find((one) => one.path === 'case.programme')?.value;
  switch (path) {
    case 'person.birth': {
      const { value: date, known } = value as { value: string; known: string };
      return `${partialDate(date)}, ${tx(`form.date.${known}`)}`;
    }
    case 'person.documents':
      return (value as { type: string; number: string }[]).map(
        (one) => `${label('documentType', one.type)} ${one.number}`,
      );
    case 'person.phones':
      return (value as { number: string; whose?: string }[]).map((one) =>
        [one.number, one.whose].filter(Boolean).join(' · '),
      );
    case 'person.safeContact': {
      const rules = value as SafeContact;
      const until = rules.until && `${t('desk.safe.until')}: ${partialDate(rules.until)}`;
      const messages =
        rules.messages && t('message.yesIn', { ...rules.messages, language: languageName(rules.messages.language) });
      return [t(`desk.safe.${rules.mayCall}`), rules.hours, rules.ifSomebodyElseAnswers, until, messages].filter(
        (line): line is string => Boolean(line),
      );
    }
    case 'person.sex':
      return say(`desk.sex.${String(value)}`) ?? String(value);
    case 'person.nationalities':
      return (value as string[]).map((code) => label('country', code)).join(', ');
    case 'person.place':
      return placeLabel(String(value));
    case 'case.programme':
      return told(programme(String(value))?.title) || String(value);
    case 'case.stage':
      return stageLabel(String(own), String(value));
    case 'case.flags':
      return (value as { reason: Text }[]).map(({ reason }) => told(reason));
    case 'case.channel':
    case 'case.topic':
    case 'case.destination':
      return label(path.slice('case.'.length), String(value));
    default:
      return Array.isArray(value) ? value.map(String).join(', ') : String(value);
  }
}

/** A group to read, or with something of its own before each field. */
export function ToldFacts({
  group,
  forms,
  before,
}: {
  group: ToldGroup;
  forms: Forms;
  before?: (item: ToldItem) => ComponentChildren;
}) {
  return (
    <dl class="facts told">
      {group.items.map((item) => (
        <div key={item.path} class="pair">
          <dt>
            {before?.(item)}
            {!before && itemLabel(item, group, forms)}
          </dt>
          <dd>
            <ItemValue item={item} group={group} forms={forms} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
