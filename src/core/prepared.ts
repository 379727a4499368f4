import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Db } from './ports.ts';

/** Where a value stands that is given with each call. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A statement that is built and put into text once, for the operations that are called most: building it takes longer than
 * sending it. `build` sees a stand-in for each value, so it may hand them on and may not look at them: what depends on a
 * value (another filter, a list of columns) is another statement. Each call gives the same names.
 *
 * @returns what to call with the values; it resolves with the rows, or with how many were changed.
 */
export function prepared<Given extends object, Row>(
  build: (db: Db, given: Given) => Compilable<Row>,
): (db: Db, given: Given) => Promise<QueryResult<Row>> {
  let built: CompiledQuery<Row> | undefined;
  return (db, given) => {
    built ??= build(db, slotsFor(given)).compile();
    const parameters = built.parameters.map((one) => (one instanceof Slot ? given[one.name as keyof Given] : one));
    return db.executeQuery({ ...built, parameters });
  };
}

const slotsFor = <Given extends object>(given: Given): Given =>
  Object.fromEntries(Object.keys(given).map((name) => [name, new Slot(name)])) as Given;
