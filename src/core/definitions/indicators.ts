/** What is wrong with the indicators of a programme: a figure over what is not there would be a nought that nobody doubts. */
import { type Choice, type Field, type FormDefinition, fieldsOf } from '../../kernel/form/index.ts';
import type { CodeList, Indicator, Moment, Programme } from '../../kernel/index.ts';
import { type Fault, unpublished } from './fault.ts';
import type { World } from './judge.ts';

const numbers: readonly Field['type'][] = ['integer', 'decimal', 'range', 'calculated'];

export const indicatorFaults = (programme: Programme, world: World): Fault[] =>
  (programme.indicators ?? []).flatMap((one) => {
    const path = `indicators.${one.code}`;
    const wanted = one.unit === 'share' || one.unit === 'days';
    const lacks = [
      ...(wanted && !one.has ? [{ path: `${path}.has`, code: 'required' }] : []),
      ...(one.unit === 'rating' && !('form' in one.of && one.of.question)
        ? [{ path: `${path}.of.question`, code: 'required' }]
        : []),
    ];
    return [
      ...lacks,
      ...momentFaults(one.of, `${path}.of`, one, programme, world),
      ...(one.has ? momentFaults(one.has, `${path}.has`, one, programme, world) : []),
    ];
  });

function momentFaults(
  moment: Moment,
  path: string,
  { unit, of }: Indicator,
  programme: Programme,
  world: World,
): Fault[] {
  if ('stage' in moment)
    return programme.stages.some(({ code }) => code === moment.stage)
      ? []
      : [unpublished(`${path}.stage`, moment.stage)];
  if ('consent' in moment) {
    const purposes = world.find('codeList', 'consentPurpose')?.body as CodeList | undefined;
    return purposes?.items.some(({ code }) => code === moment.consent)
      ? []
      : [unpublished(`${path}.consent`, moment.consent)];
  }
  const form = world.find('form', moment.form)?.body as FormDefinition | undefined;
  if (!form || !programme.forms.includes(moment.form)) return [unpublished(`${path}.form`, moment.form)];
  if (moment.question === undefined) return moment.is ? [{ path: `${path}.question`, code: 'required' }] : [];
  const asked = [...fieldsOf(form)].find(({ item }) => item.name === moment.question);
  // One answer for each entry: an answer in a repeat is none of the entry's.
  if (!asked || asked.repeats.length > 0) return [unpublished(`${path}.question`, moment.question)];
  const { item: field } = asked;
  // What is sealed is neither opened nor counted.
  if (field.class !== 'operational' && field.class !== 'statistical')
    return [{ path: `${path}.question`, code: 'sealed', params: { name: field.name } }];
  if (unit === 'rating' && moment === of && !numbers.includes(field.type))
    return [{ path: `${path}.question`, code: 'noNumber', params: { name: field.name } }];
  const codes = codesOf(field, form, world);
  return (moment.is ?? [])
    .filter((code) => codes && !codes.includes(code))
    .map((code) => unpublished(`${path}.is`, code));
}

/** What may be answered, where that is a list; retired codes are in old answers. */
function codesOf(field: Field, form: FormDefinition, world: World): string[] | undefined {
  if (field.type === 'yesNo') return ['yes', 'no', 'unknown'];
  const list = field.list === undefined ? undefined : form.lists[field.list];
  if (!list) return undefined;
  const items: readonly Choice[] | undefined =
    'choices' in list ? list.choices : (world.find('codeList', list.codeList)?.body as CodeList | undefined)?.items;
  return items?.map(({ code }) => code);
}
