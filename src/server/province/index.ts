/** The fictional province: people, cases and staff that nobody is, for demo, tests, pictures and measures. */
export { generateProvince, type Province, type ProvinceOptions } from './generate.ts';
export { type Loaded, type LoadOptions, loadProvince, provinceSetting } from './load.ts';
export { trueSize } from './months.ts';
export { tellCountries } from './profiles.ts';
export { tellReturns } from './returns/demo.ts';
export { sealBeside } from './sealer.ts';
export { type DemoAccount, demoAccounts, demoPassword } from './staff.ts';
