/** JSON with its properties in order: equal values, equal text, in whatever order a database or a browser gave them. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

export const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
