export { confirmPayment } from "./confirm-payment";
export type { CheckoutCtx } from "./context";
export { payCheckout, type PayFailure, type PayRequest } from "./pay-checkout";
export { readCheckout } from "./read-checkout";
export { renewQuote, type RenewFailure } from "./renew-quote";
export { startCheckout, type StartFailure, type StartRequest } from "./start-checkout";
