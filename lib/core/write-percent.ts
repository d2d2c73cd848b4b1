/** "7.5 %" as a language writes it, of a decimal string such as `7.5`; up to two decimals. */
export const writePercent = (percent: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(Number(percent) / 100);
