/** The five sensitivity classes; the first three are sealed before they reach the database. */
export const sensitivityClasses = ['identity', 'contact', 'account', 'operational', 'statistical'] as const;
export type SensitivityClass = (typeof sensitivityClasses)[number];

/** Classes whose values are encrypted at rest. */
export const sealedClasses = ['identity', 'contact', 'account'] as const satisfies readonly SensitivityClass[];
