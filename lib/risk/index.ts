export { judgeLimits, nearestLimit, type Counted, type Excess, type Tally } from "./judge-limits";
export {
  hasEnd,
  isLimited,
  LIMIT_CURRENCY,
  LIMITED,
  LIMITS,
  limitsSchema,
  limitsThatCount,
  NO_LIMITS,
  readStoredLimits,
  SPAN_HOURS,
  SPANS,
  storeLimits,
  type Limit,
  type LimitOf,
  type Limits,
  type LimitSetting,
  type Span,
} from "./limits";
export { rehearseLimits, type BoughtOrder, type Rehearsal } from "./rehearse-limits";
export { tallyOf, type SpanSums } from "./tally-of";
