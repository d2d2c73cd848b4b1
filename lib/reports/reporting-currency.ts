/** Sums of several currencies are told in this one, each part by the rate of its day. */
export const REPORTING_CURRENCY = "USD";
