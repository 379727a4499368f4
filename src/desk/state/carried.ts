/**
 * What goes along from one page to the next: what was typed into the search, to where somebody new is registered, and a
 * register, to where it is said how it is read. Carried in memory, never in the address: a browser writes addresses down.
 */
const carried: { name?: string; file?: { of: string; file: File } } = {};

export const carryName = (name: string): void => {
  carried.name = name;
};

/** The carried name, once. */
export function takeName(): string {
  const { name = '' } = carried;
  delete carried.name;
  return name;
}

/** @param of the register that was read from it. */
export const carryFile = (of: string, file: File): void => {
  carried.file = { of, file };
};

/** The carried file, once, where it is the one that this register was read from. */
export function takeFile(of: string): File | undefined {
  const { file } = carried;
  delete carried.file;
  return file?.of === of ? file.file : undefined;
}
