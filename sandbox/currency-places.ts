const NONE = new Set("BIF CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const THREE = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** Decimals of a currency's smallest unit. */
export function currencyPlaces(currency: string): number {
  return NONE.has(currency) ? 0 : THREE.has(currency) ? 3 : 2;
}
