/**
 * Which sensitivity classes come back, by role: the supplied ones, and for each class one role that reads it alone and one
 * that reads all the others. `fields.golden.csv` is written with `BANYAN_GOLDEN=write`, as the table of access is; the rule that
 * nothing comes back which the role does not read is not.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, type SensitivityClass, sensitivityClasses } from '../../src/kernel/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';
import { type TestHouse, testHouse } from '../../src/server/testing.ts';
import { type Bundle, makeBundles } from './bundle.ts';
import { expectGolden } from './golden.ts';
import { Visitor } from './visitor.ts';
import { addUser, foundTown, marks, publish } from './world.ts';

const supplied = suppliedDefinitions().flatMap(({ kind, body }) => (kind === 'role' ? [body as Role] : []));
const manager = supplied.find(({ code }) => code === 'centre-manager')!;
const cut = (code: string, read: readonly SensitivityClass[]): Role => ({
  ...manager,
  code,
  read: [...read],
  write: [],
});
const cutRoles = sensitivityClasses.flatMap((one) => [
  cut(`only-${one}`, [one]),
  cut(
    `without-${one}`,
    sensitivityClasses.filter((other) => other !== one),
  ),
]);

const reads: Record<string, (record: Bundle) => unknown> = {
  'person.search': ({ number }) => ({ query: number }),
  'person.read': ({ person }) => ({ id: person }),
  'person.duplicates': ({ person }) => ({ id: person }),
  'person.reveal': ({ person }) => ({ id: person, reason: 'To call back' }),
  'case.read': (record) => ({ id: record.case }),
  'case.list': () => ({}),
  'case.meeting': () => ({ programme: 'resource-centre', names: true }),
  'case.export': () => ({ format: 'csv', reason: 'A report' }),
  'case.exportStandard': () => ({ format: 'csv', reason: 'A report' }),
  'task.today': () => ({ all: true }),
  'enquiry.list': () => ({}),
  'entry.read': ({ entry }) => ({ id: entry }),
  'entry.export': (record) => ({ caseId: record.case, format: 'json' }),
  'offer.read': (record) => ({ caseId: record.case }),
  'cost.read': (record) => ({ caseId: record.case }),
  'attachment.read': ({ attachment }) => ({ id: attachment }),
  'figures.read': ({ month }) => ({ programme: 'resource-centre', from: month, to: month }),
  'referral.read': ({ accepted }) => ({ id: accepted }),
  'indicator.read': ({ month }) => ({ programme: 'resource-centre', from: month, to: month }),
  'journal.history': ({ person }) => ({ subject: person }),
};

let house: TestHouse;
const found: { operation: string; role: Role; code: string; classes: SensitivityClass[] }[] = [];

beforeAll(async () => {
  house = await testHouse();
  await publish(house, cutRoles);
  const door = await house.serve();
  for (const role of [...supplied, ...cutRoles]) {
    const town = await foundTown(house);
    const caller = await addUser(house, role.code, town.home, [town.teams.mine]);
    const { own } = await makeBundles(town, caller.userId);
    const visitor = await new Visitor(door.origin).signIn(caller.userId);
    for (const [operation, input] of Object.entries(reads)) {
      const { code, text } = await visitor.call(operation, input(own));
      const body =
        code === 'done' && text.startsWith('{') ? (JSON.parse(text) as { file?: string; bytes?: string }) : {};
      const file = body.file ? (await visitor.file(body.file)).text : '';
      const content = text + file + Buffer.from(body.bytes ?? '', 'base64').toString();
      const classes = sensitivityClasses.filter((one) => content.includes(marks(own.name)[one]));
      found.push({ operation, role, code, classes });
    }
  }
}, 120_000);
afterAll(() => house?.close());

describe('the classes that come back', () => {
  it('are those of the table', () => {
    const lines = found
      .toSorted((a, b) => Object.keys(reads).indexOf(a.operation) - Object.keys(reads).indexOf(b.operation))
      .map(({ operation, role, code, classes }) => [operation, role.code, code, classes.join(' ') || '-'].join(','));
    expectGolden('fields', ['operation,role,answer,classes', ...lines]);
  });

  it('are never more than the role reads', () => {
    // What is counted is told by who is counted, whatever the class: figures have a threshold of their own.
    for (const { operation, role, classes } of found.filter(
      (one) => !['figures.read', 'assistance.figures'].includes(one.operation),
    ))
      expect(
        classes.filter((one) => !role.read.includes(one)),
        `${operation} ${role.code}`,
      ).toEqual([]);
  });

  it('are each seen somewhere by who reads them all', () => {
    const seen = found.filter(({ role }) => role.code === 'centre-manager').flatMap(({ classes }) => classes);
    expect([...new Set(seen)].toSorted()).toEqual([...sensitivityClasses].toSorted());
  });
});
