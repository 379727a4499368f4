import { describe, expect, it } from 'vitest';
import { check, choicesOf, type FormDefinition, fieldsOf, parseExpression, walk } from '../kernel/form/index.ts';
import { FormDefinitionSchema } from '../kernel/form/schema.ts';
import { suppliedDefinitions } from './index.ts';
import { lo } from './lo/index.ts';
import { languages } from './text.ts';

const supplied = suppliedDefinitions();
const of = <K extends (typeof supplied)[number]['kind']>(kind: K) =>
  supplied.flatMap((one) => (one.kind === kind ? [one as Extract<typeof one, { kind: K }>] : []));
const itemsOf = (list: string) => of('codeList').find(({ code }) => code === list)?.body.items;
const codesOf = (list: string) => itemsOf(list)?.map(({ code }) => code) ?? [];
const forms = new Map(of('form').map(({ code, body }) => [code, body]));

describe('every supplied definition', () => {
  it('has a code of its own within its kind, which its body bears', () => {
    const names = supplied.map(({ kind, code }) => `${kind} ${code}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { code, body } of supplied) expect(body.code).toBe(code);
  });

  it('speaks all its languages, wherever it says anything', () => {
    const missing: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('en' in value) {
        for (const language of languages) {
          const said = (value as Record<string, unknown>)[language];
          if (typeof said !== 'string' || said.trim() === '') missing.push(`${path}.${language}`);
        }
        return;
      }
      for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
    };
    for (const { kind, code, body } of supplied) look(body, `${kind} ${code}`);
    expect(missing.filter((path) => !/^places viet-nam\.places\..*\.lo$/.test(path))).toEqual([]);
  });

  it('uses all of its further languages’ tables', () => {
    const said = new Set(
      [...JSON.stringify(supplied).matchAll(/"en":("(?:[^"\\]|\\.)*")/g)].map(([, en]) => JSON.parse(en!)),
    );
    expect(Object.keys(lo).filter((english) => !said.has(english))).toEqual([]);
  });

  it('gives a key to one item of a list only, in each language', () => {
    for (const { code, body } of of('codeList'))
      for (const language of languages) {
        const keys = body.items.flatMap(({ key }) => key?.[language] ?? []);
        expect(new Set(keys).size, `${code} ${language}`).toBe(keys.length);
      }
  });
});

describe('forms', () => {
  it.each([...forms.keys()])('%s can be published', (code) => {
    const form = forms.get(code)!;
    expect(FormDefinitionSchema.safeParse(form).success).toBe(true);
    expect(check(form)).toEqual([]);
  });

  it('speak their languages and name existing code lists', () => {
    for (const form of forms.values()) {
      expect(form.languages).toEqual([...languages]);
      for (const list of Object.values(form.lists))
        if ('codeList' in list) expect(codesOf(list.codeList)).not.toEqual([]);
      for (const { item } of walk(form.items)) expect(item.label, `${form.code}.${item.name}`).toBeDefined();
    }
  });

  it('seal names, papers, contacts and free text', () => {
    const open = (form: FormDefinition) =>
      [...fieldsOf(form)]
        .filter(({ item }) =>
          ['name', 'document', 'phone', 'email', 'text', 'longText', 'organisation', 'file', 'photo'].includes(
            item.type,
          ),
        )
        .filter(({ item }) => ['operational', 'statistical'].includes(item.class))
        .map(({ item }) => `${form.code}.${item.name}`);
    expect([...forms.values()].flatMap(open)).toEqual([]);
  });
});

describe.each(of('programme').map(({ body }) => body))('programme $code', (programme) => {
  const stages = programme.stages.map(({ code }) => code);
  const final = programme.stages.filter((stage) => stage.final).map(({ code }) => code);

  it('reaches every stage, ends, and leaves a final one only to open again', () => {
    const reached = new Set([programme.firstStage]);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const { from, to } of programme.transitions) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...stages].sort());
    expect(final.length).toBeGreaterThan(0);
    for (const { from, to } of programme.transitions) {
      expect(stages).toContain(from);
      expect(stages).toContain(to);
      if (final.includes(from)) expect(to).toBe(programme.reopensAt);
    }
    if (programme.reopensAt) expect(stages).toContain(programme.reopensAt);
    const pairs = programme.transitions.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('asks in its gates for forms and consents that exist, and for a reason before it closes', () => {
    for (const form of programme.forms) expect(forms.has(form)).toBe(true);
    for (const { to, gate } of programme.transitions) {
      for (const form of gate?.entries ?? []) expect(programme.forms).toContain(form);
      for (const purpose of gate?.consents ?? []) expect(codesOf('consentPurpose')).toContain(purpose);
      if (final.includes(to)) expect(gate?.closingReason).toBe(true);
    }
    expect(programme.closingReasons.length).toBeGreaterThan(0);
  });

  it('asks facts that its forms can answer in the clear, by questions and codes that exist', () => {
    for (const { from, to, gate, effects } of programme.transitions) {
      const facts = [...(gate?.facts ?? []), ...(gate?.child?.facts ?? [])];
      expect(new Set(facts.map(({ code }) => code)).size, `${from} ${to}`).toBe(facts.length);
      for (const { form, when = 'true()' } of facts) {
        expect(programme.forms).toContain(form);
        expect(forms.has(form), form).toBe(true);
        expect(parseExpression(when), when).toMatchObject({ ok: true });
        const fields = new Map([...fieldsOf(forms.get(form)!)].map(({ item }) => [item.name, item]));
        for (const [, name = ''] of when.matchAll(/\$\{(\w+)\}/g))
          expect(['operational', 'statistical'], `${form}.${name}`).toContain(fields.get(name)?.class);
        for (const [, name = '', said] of when.matchAll(/\$\{(\w+)\} (?:=|!=) '(\w+)'/g)) {
          const list = fields.get(name)?.list;
          const offered = list ? choicesOf(forms.get(form)!, list, itemsOf)?.map(({ code }) => code) : ['yes', 'no'];
          expect(offered, `${form}.${name}`).toContain(said);
        }
      }
      for (const { task, within } of effects ?? []) {
        expect(codesOf('taskKind')).toContain(task);
        expect(within).toBeGreaterThan(0);
      }
    }
  });

  it('has signs that parse, over questions that are asked and codes that exist', () => {
    const enquiry = ['channel', 'topic', 'destination', 'sex', 'ageBand', 'signs'];
    const asked = new Set([
      ...enquiry,
      ...programme.forms.flatMap((code) => [...fieldsOf(forms.get(code)!)].map(({ item }) => item.name)),
    ]);
    for (const { code, when } of programme.signs) {
      expect(parseExpression(when), code).toMatchObject({ ok: true });
      for (const [, name] of when.matchAll(/\$\{(\w+)\}/g)) expect(asked, code).toContain(name);
      for (const [, sign] of when.matchAll(/selected\(\$\{signs\}, '(\w+)'\)/g))
        expect(codesOf('sign')).toContain(sign);
      for (const [, topic] of when.matchAll(/\$\{topic\} = '(\w+)'/g)) expect(codesOf('topic')).toContain(topic);
    }
  });
});

describe('places', () => {
  it('have parents that exist', () => {
    const places = of('places').flatMap(({ body }) => body.places);
    const codes = new Set(places.map(({ code }) => code));
    expect(codes.size).toBe(places.length);
    for (const { parent } of places) if (parent) expect(codes).toContain(parent);
    for (const destination of codesOf('destination')) expect(codes).toContain(destination);
  });
});

describe('roles', () => {
  it('give the figures without the people, and the keys of the house without the cases', () => {
    const role = (code: string) => of('role').find((one) => one.code === code)!.body;
    for (const code of ['focal-point', 'statistician'])
      expect(role(code).grants.filter((grant) => /^(enquiry|person|case|register)\./.test(grant))).toEqual([]);
    expect(role('administrator').grants).toContain('user.manage');
    expect(role('administrator').read).toEqual([]);
    expect(
      role('administrator').grants.filter((grant) =>
        /^(enquiry|person|case|task|consent|referral|register|figures)\./.test(grant),
      ),
    ).toEqual([]);
  });
});
