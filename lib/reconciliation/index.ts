export type { Engine, ReconciliationCtx } from "./context";
export { compareNow, readPayoutsNow } from "./compare-now";
export { mendBreak, type MendFailure, type MendInput } from "./mend-break";
export { reconcile, type ReconcileInput, type RunReport } from "./reconcile";
export { readPayouts } from "./read-payouts";
export { reconcileNightly } from "./reconcile-nightly";
