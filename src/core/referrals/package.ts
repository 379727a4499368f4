/** What was sent, sealed class by class under the referral's own key, and opened again for who may read it. */
import { type SensitivityClass, sensitivityClasses } from '../../kernel/index.ts';
import type { Context, SubjectKey, Vault } from '../ports.ts';
import type { Group, Told } from './offer.ts';

type Head = Omit<Group, 'items'>;
interface Heads {
  groups: Head[];
  /** How many fields of each class. */
  counts: Partial<Record<SensitivityClass, number>>;
}
type Part = Pick<Told, 'path' | 'value'>[];

const placeOf = (what: string, id: string): string => `referral.${what}:${id}`;

/** The columns of a package, from the groups that go out. */
export function sealPackage(
  vault: Vault,
  key: SubjectKey,
  id: string,
  groups: readonly Group[],
): Record<string, string> {
  const items = groups.flatMap((group) => group.items);
  const byClass = sensitivityClasses.map((one) => [one, items.filter((item) => item.class === one)] as const);
  const heads: Heads = {
    groups: groups.map(({ items: _items, ...head }) => head),
    counts: Object.fromEntries(byClass.map(([one, some]) => [one, some.length])),
  };
  const seal = (what: string, value: unknown): string => vault.seal(key, placeOf(what, id), value).toString('base64');
  return {
    groups: seal('groups', heads),
    ...Object.fromEntries(
      byClass
        .filter(([, some]) => some.length > 0)
        .map(([one, some]) => [
          one,
          seal(
            one,
            some.map(({ path, value }) => ({ path, value })),
          ),
        ]),
    ),
  };
}

/** Classes that are not wanted stay sealed; of them only the number of fields is told. Undefined when it is hidden. */
export async function openPackage(
  { db, keys, vault }: Context,
  id: string,
  wanted: readonly SensitivityClass[] = sensitivityClasses,
): Promise<{ groups: Group[]; covered: { class: SensitivityClass; count: number }[] } | undefined> {
  const [row, key] = await Promise.all([
    db.selectFrom('referral_package').select('sealed').where('referral_id', '=', id).executeTakeFirst(),
    keys.find(id),
  ]);
  if (!row || !key) return undefined;
  const open = <T>(what: string): T | undefined => {
    const sealed = row.sealed[what];
    return sealed === undefined ? undefined : vault.unseal<T>(key, placeOf(what, id), Buffer.from(sealed, 'base64'));
  };
  const heads = open<Heads>('groups');
  if (!heads) return undefined;
  const items = wanted.flatMap((one) => (open<Part>(one) ?? []).map((item): Told => ({ ...item, class: one })));
  return {
    groups: heads.groups
      .map((head) => ({ ...head, items: items.filter(({ path }) => groupOf(path) === head.key) }))
      .filter((group) => group.items.length > 0),
    covered: sensitivityClasses
      .filter((one) => !wanted.includes(one) && (heads.counts[one] ?? 0) > 0)
      .map((one) => ({ class: one, count: heads.counts[one]! })),
  };
}

/** The key of the group that a field belongs to. */
export const groupOf = (path: string): string => {
  const [of = '', id = ''] = path.split('.');
  return of === 'entry' ? id : of;
};
