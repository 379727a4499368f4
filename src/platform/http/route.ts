/** `case.openCase` → `/api/case/openCase`. */
export const routeOf = (name: string): string => `/api/${name.replaceAll('.', '/')}`;
