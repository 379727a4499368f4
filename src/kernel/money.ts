/** Currencies whose smallest unit is not a hundredth, by ISO 4217; browsers differ on some. */
const digits: Record<string, number> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
]);

const factor = (currency: string): number => 10 ** (digits[currency] ?? 2);

/** An amount as it is said, in the smallest unit of its currency: 12.5 dollars are 1250. */
export const toMinor = (amount: number, currency: string): number => Math.round(amount * factor(currency));

/** An amount in the smallest unit of its currency, as it is said. */
export const fromMinor = (amount: number, currency: string): number => amount / factor(currency);
