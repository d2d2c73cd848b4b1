export { judgeLimits, type Counted, type Excess, type Tally } from "./judge-limits";
export { LIMIT_CURRENCY, LIMITS, NO_LIMITS, SPAN_HOURS, SPANS, type Limits, type Span } from "./limits";
