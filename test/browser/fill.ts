/** Fills a form at the desk, question by question, the way each kind of question is answered. */
import { type Answers, type FormDefinition, fieldsOf } from '../../src/kernel/form/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';
import { textOf, type Visitor } from './visitor.ts';

const supplied = suppliedDefinitions();

export function suppliedForm(code: string): FormDefinition {
  const found = supplied.find((one) => one.kind === 'form' && one.code === code);
  if (found?.kind !== 'form') throw new Error(`There is no form ${code}.`);
  return found.body;
}

/** Gives these answers in the form that is open. Answers of repeats are given instance by instance. */
export async function fill(visitor: Visitor, form: FormDefinition, answers: Answers, prefix = ''): Promise<void> {
  const types = new Map([...fieldsOf(form)].map(({ item }) => [item.name, item]));
  for (const [name, value] of Object.entries(answers)) {
    const path = prefix + name;
    const field = types.get(name);
    if (field) await answer(visitor, form, { path, value, type: field.type, list: field.list });
    else if (Array.isArray(value))
      for (const [index, one] of value.entries()) {
        if (typeof one !== 'object') throw new Error(`${path} is not a repeat.`);
        await visitor.page.locator(`button[value="add ${path}"]`).click();
        await fill(visitor, form, one as Answers, `${path}.${index}.`);
      }
    else throw new Error(`${form.code} does not ask ${path}.`);
  }
}

interface Question {
  path: string;
  value: unknown;
  type: string;
  list: string | undefined;
}

async function answer(visitor: Visitor, form: FormDefinition, { path, value, type, list }: Question): Promise<void> {
  const { page } = visitor;
  const named = (name: string) => page.locator(`[name="${name}"]`);
  if (Array.isArray(value)) {
    for (const code of value) await page.locator(`[name="${path}"][value="${code}"]`).check();
    return;
  }
  if (typeof value === 'object' && value !== null) {
    for (const [part, text] of Object.entries(value)) {
      const control = named(`${path}.${part}`);
      if ((await control.evaluate((element) => element.tagName)) === 'SELECT') await control.selectOption(String(text));
      else await control.fill(String(text));
    }
    return;
  }
  const control = page.locator(`[id="form-${path}"]`);
  await control.first().waitFor();
  const text = String(value);
  if ((await control.first().getAttribute('type')) === 'radio')
    return page.locator(`[name="${path}"][value="${text}"]`).check();
  if ((await control.getAttribute('role')) !== 'combobox') return control.fill(text);
  const label = labelOf(visitor.language, form, type, list, text);
  await control.fill(label);
  await page.getByRole('listbox').getByRole('option', { name: label, exact: true }).click();
}

/** What the choice is called that this code stands for. */
function labelOf(language: string, form: FormDefinition, type: string, list: string | undefined, code: string): string {
  const own = list === undefined ? undefined : form.lists[list];
  const kept = own && 'codeList' in own ? own.codeList : type;
  const published = supplied.find((one) => one.kind === 'codeList' && one.code === kept);
  const items = own && 'choices' in own ? own.choices : published?.kind === 'codeList' ? published.body.items : [];
  const item = items.find((one) => one.code === code);
  if (!item) throw new Error(`There is no ${code} to choose.`);
  return textOf(language, item.label);
}
