export { confirmPayment } from "./confirm-payment";
export type { CheckoutCtx } from "./context";
export {
  identifyNumber,
  type IdentifiedNumber,
  type IdentifyCtx,
  type IdentifyFailure,
} from "./identify-number";
export { payCheckout, type PayFailure, type PayRequest } from "./pay-checkout";
export { createCarriers, type CarrierSource } from "./read-carriers";
export { readCheckout } from "./read-checkout";
export { renewQuote, type RenewFailure } from "./renew-quote";
export { startGoods, type GoodsFailure } from "./start-goods";
export { startCheckout, type StartFailure, type StartRequest } from "./start-checkout";
export { applyPromo, dropPromo, type ApplyFailure } from "./apply-promo";
export { addRecipient, addToNumber, removeLine, type ChangeFailure } from "./change-lines";
export { keepCode, sendCodeTo, type SendCodeFailure } from "./send-code-to";
export { guessByRange } from "./guess-by-range";
export { openRequest, REQUEST_DAYS, sealRequest, type TopUpRequest } from "./top-up-request";
