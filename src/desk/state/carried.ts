/**
 * What was typed into the search, on its way to the page where somebody new is registered. Carried in memory, never in
 * the address: a browser writes addresses down.
 */
let carried = '';

export const carryName = (name: string): void => {
  carried = name;
};

/** The carried name, once. */
export function takeName(): string {
  const name = carried;
  carried = '';
  return name;
}
