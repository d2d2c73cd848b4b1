export type { FulfilmentCtx } from "./context";
export { reconcileDue } from "./reconcile-due";
export { workOrder } from "./work-order";
export { workPayment } from "./work-payment";
export { workWebhook } from "./work-webhook";
