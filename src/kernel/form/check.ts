/** What is wrong with a definition before anybody fills it in. Publishing asks that nothing is. */
import { type AssessmentCode, checkAssessment } from '../assessment/check.ts';
import type { Text } from '../programme.ts';
import { compile, type ExpressionProperty, expressionOf, expressionProperties } from './compile.ts';
import { choicesOf, type Field, type FormDefinition, type Item, listTypes, namePattern, walk } from './definition.ts';
import { columnsOf, type ExpressionCode, type Node, parseExpression, referencesOf } from './expression.ts';
import { Refused, readAnswer } from './values.ts';

export type DefinitionCode =
  | `expression.${ExpressionCode}`
  | AssessmentCode
  | 'name'
  | 'duplicate'
  | 'version'
  | 'titleMissing'
  | 'language'
  | 'tooLarge'
  | 'cycle'
  | 'reference'
  | 'referenceGroup'
  | 'indexedRepeat'
  | 'column'
  | 'listMissing'
  | 'listUnknown'
  | 'listEmpty'
  | 'choiceCode'
  | 'choiceTwice'
  | 'choiceColumn'
  | 'calculationMissing'
  | 'stampMissing'
  | 'rangeMissing'
  | 'labelMissing'
  | 'appearance'
  | 'default'
  | 'unused';

export interface DefinitionProblem {
  /** Name of the item or of the list; '' for the form itself. */
  path: string;
  property: string;
  /** Key of the words under `definition.`. */
  code: DefinitionCode;
  params?: Record<string, string | number>;
  /** Position in an expression, from 0. */
  position?: number;
}

const mostItems = 3000;
const codePattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const textProperties = ['label', 'hint', 'guidance', 'constraintMessage', 'requiredMessage'] as const;
/** Fields that nobody sees need no label. */
const unseen: readonly string[] = ['calculated', 'hidden', 'stamp'];
/** Words of an appearance by which XLSForm tells types apart that are types of their own here. */
const impliedAppearance: Readonly<Partial<Record<Field['type'], string>>> = {
  text: 'multiline',
  longText: 'multiline',
  photo: 'signature',
  signature: 'signature',
};
/** Properties that only some types have. */
const ownProperties: readonly { property: keyof Field; types: readonly Field['type'][] }[] = [
  { property: 'list', types: listTypes },
  { property: 'choiceFilter', types: listTypes },
  { property: 'range', types: ['range'] },
  { property: 'stamp', types: ['stamp'] },
];
/** Columns of choices that XLSForm reads as its own; a choice's own columns are named otherwise. */
const takenColumn =
  /^(list_?name|name|value|label|caption|(guidance_)?hint|(constraint|required)_message|constraint-msg|image|audio|video|autoplay|__proto__)$/i;
const languagePattern = /^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,3}$/;

/** Static problems of a definition; an empty list means that it can be published. */
export function check(definition: FormDefinition): DefinitionProblem[] {
  return new Checker(definition).check();
}

class Checker {
  private readonly definition: FormDefinition;
  private readonly problems: DefinitionProblem[] = [];
  private readonly byName: ReadonlyMap<string, { item: Item; repeats: readonly Item[] }>;

  constructor(definition: FormDefinition) {
    this.definition = definition;
    this.byName = compile(definition).byName;
  }

  check(): DefinitionProblem[] {
    this.form();
    for (const name of Object.keys(this.definition.lists)) this.list(name);
    const seen = new Set<string>();
    let count = 0;
    for (const { item } of walk(this.definition.items)) {
      if (++count > mostItems) {
        this.report('', 'items', 'tooLarge', { most: mostItems });
        break;
      }
      if (!namePattern.test(item.name)) this.report(item.name, 'name', 'name');
      if (seen.has(item.name)) this.report(item.name, 'name', 'duplicate');
      seen.add(item.name);
      for (const property of expressionProperties) this.expression(item, property);
      if (item.kind === 'field') this.field(item);
      this.texts(item);
    }
    for (const name of compile(this.definition).cycle) this.report(name, 'calculation', 'cycle');
    this.assessment();
    return this.problems;
  }

  private report(
    path: string,
    property: string,
    code: DefinitionCode,
    params?: DefinitionProblem['params'],
    position?: number,
  ): void {
    this.problems.push({
      path,
      property,
      code,
      ...(params && { params }),
      ...(position !== undefined && { position }),
    });
  }

  private form(): void {
    const { code, version, title, languages, defaultLanguage } = this.definition;
    if (!codePattern.test(code)) this.report('', 'code', 'name');
    if (!Number.isSafeInteger(version) || version < 1) this.report('', 'version', 'version');
    if (Object.keys(title).length === 0) this.report('', 'title', 'titleMissing');
    for (const language of languages) {
      if (!languagePattern.test(language)) this.report('', 'languages', 'language', { language });
    }
    if (!languages.includes(defaultLanguage))
      this.report('', 'defaultLanguage', 'language', { language: defaultLanguage });
    this.languages('', 'title', title);
  }

  private languages(path: string, property: string, text: Record<string, string>): void {
    for (const language of Object.keys(text)) {
      if (!this.definition.languages.includes(language)) this.report(path, property, 'language', { language });
    }
  }

  private list(name: string): void {
    const list = this.definition.lists[name]!;
    // Names that begin so stand for lists of the system in a workbook.
    if (!namePattern.test(name) || name.startsWith('banyan_')) this.report(name, 'name', 'name');
    if (!('choices' in list)) return;
    if (list.choices.length === 0) this.report(name, 'choices', 'listEmpty');
    const seen = new Set<string>();
    for (const { code, label, columns } of list.choices) {
      // Several answers are written with blanks between them, so a code has none.
      if (!/^\S{1,128}$/.test(code)) this.report(name, 'choices', 'choiceCode', { value: code });
      if (seen.has(code)) this.report(name, 'choices', 'choiceTwice', { value: code });
      seen.add(code);
      this.languages(name, 'choices', label);
      for (const column of Object.keys(columns ?? {})) {
        if (!namePattern.test(column) || takenColumn.test(column))
          this.report(name, 'choices', 'choiceColumn', { name: column });
      }
    }
  }

  private field(field: Field): void {
    const { name, type } = field;
    const { lists } = this.definition;
    if (listTypes.includes(type)) {
      if (field.list === undefined) this.report(name, 'list', 'listMissing');
      else if (!Object.hasOwn(lists, field.list)) this.report(name, 'list', 'listUnknown', { list: field.list });
    }
    for (const { property, types } of ownProperties) {
      if (field[property] !== undefined && !types.includes(type)) this.report(name, property, 'unused');
    }
    if (type === 'note' && field.calculation !== undefined) this.report(name, 'calculation', 'unused');
    if (type === 'calculated' && field.calculation === undefined)
      this.report(name, 'calculation', 'calculationMissing');
    if (type === 'stamp' && !field.stamp) this.report(name, 'stamp', 'stampMissing');
    if (type === 'range' && !(field.range && field.range.step > 0 && field.range.start !== field.range.end)) {
      this.report(name, 'range', 'rangeMissing');
    }
    if (!field.label && !unseen.includes(type)) this.report(name, 'label', 'labelMissing');
    const implied = impliedAppearance[type];
    if (implied && field.appearance?.split(/\s+/).includes(implied)) {
      this.report(name, 'appearance', 'appearance', { text: implied });
    }
    if (field.default && 'text' in field.default) this.default(field, field.default.text);
  }

  private default(field: Field, text: string): void {
    const read = readAnswer(text, field, { now: '2000-01-01T00:00:00Z' });
    const choices = listTypes.includes(field.type) ? choicesOf(this.definition, field.list) : undefined;
    const codes = Array.isArray(read) ? read : [read];
    if (read instanceof Refused || (choices && codes.some((code) => !choices.some((choice) => choice.code === code)))) {
      this.report(field.name, 'default', 'default', { value: text });
    }
  }

  private texts(item: Item): void {
    for (const property of textProperties) {
      const text = Object.hasOwn(item, property) ? (item as Field)[property] : undefined;
      if (!text) continue;
      this.languages(item.name, property, text);
      for (const line of Object.values(text)) {
        for (const [, name] of line.matchAll(/\$\{\s*([^\s{}]+)\s*\}/g)) this.reference(item, property, name!);
      }
    }
  }

  private expression(item: Item, property: ExpressionProperty): void {
    const source = expressionOf(item, property);
    if (source === undefined) return;
    const parsed = parseExpression(source, { columns: property === 'choiceFilter' });
    if (!parsed.ok) {
      const { code, position, params } = parsed.error;
      this.report(item.name, property, `expression.${code}`, params, position);
      return;
    }
    for (const { name, position } of referencesOf(parsed.node)) this.reference(item, property, name, position);
    this.indexed(item, property, parsed.node);
    if (property === 'choiceFilter') this.columns(item as Field, parsed.node);
  }

  private reference(item: Item, property: string, name: string, position?: number): void {
    const target = this.byName.get(name)?.item;
    if (!target) this.report(item.name, property, 'reference', { name }, position);
    else if (target.kind === 'group') this.report(item.name, property, 'referenceGroup', { name }, position);
  }

  private assessment(): void {
    const { assessment } = this.definition;
    if (!assessment) return;
    const { source, profiles, dimensions, themes, indicators, outcomes } = assessment;
    const asked = (name: string): boolean => {
      const found = this.byName.get(name);
      return found?.item.kind === 'field' && found.item.type === 'yesNo' && found.repeats.length === 0;
    };
    for (const { path, code, params } of checkAssessment(assessment, asked))
      this.report(path, 'assessment', code, params);
    const labels: (Text | undefined)[] = [source, themes?.title, ...outcomes.map(({ hint }) => hint)];
    for (const list of [profiles, dimensions, themes?.items ?? [], indicators, outcomes])
      labels.push(...list.map(({ label }) => label));
    for (const text of labels) if (text) this.languages('', 'assessment', text);
    for (const { code, when } of [...profiles, ...outcomes]) if (when !== undefined) this.condition(code, when);
  }

  /** An expression over the answers as a whole, which stands at no item. */
  private condition(path: string, source: string): void {
    const parsed = parseExpression(source);
    if (!parsed.ok) {
      const { code, position, params } = parsed.error;
      this.report(path, 'assessment', `expression.${code}`, params, position);
      return;
    }
    for (const { name, position } of referencesOf(parsed.node)) {
      const target = this.byName.get(name)?.item;
      if (!target) this.report(path, 'assessment', 'reference', { name }, position);
      else if (target.kind === 'group') this.report(path, 'assessment', 'referenceGroup', { name }, position);
    }
  }

  /** `indexed-repeat` takes a field and the very repeat it stands in. */
  private indexed(item: Item, property: string, node: Node): void {
    if (node.kind === 'indexed') {
      if (this.byName.get(node.name)?.repeats.at(-1)?.name !== node.repeat) {
        this.report(item.name, property, 'indexedRepeat', { name: node.name, repeat: node.repeat }, node.position);
      }
      this.indexed(item, property, node.index);
    } else if (node.kind === 'negative') this.indexed(item, property, node.of);
    else if (node.kind === 'call') for (const arg of node.args) this.indexed(item, property, arg);
    else if (node.kind === 'operator') {
      this.indexed(item, property, node.left);
      this.indexed(item, property, node.right);
    }
  }

  private columns(field: Field, node: Node): void {
    const choices = choicesOf(this.definition, field.list);
    if (!choices) return;
    const known = new Set(['name', ...choices.flatMap(({ columns }) => Object.keys(columns ?? {}))]);
    for (const { name, position } of columnsOf(node)) {
      if (!known.has(name)) this.report(field.name, 'choiceFilter', 'column', { name }, position);
    }
  }
}
