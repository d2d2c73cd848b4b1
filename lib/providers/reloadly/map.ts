/** Wire to ours: everything of this kit that is pure, by subject. */
export { offersOfBiller, outcomeOfPayment } from "./map-bills";
export { giftCodeFrom, offersOfGiftCard, outcomeOfOrder } from "./map-gift-cards";
export { offersOf, orderAmount } from "./map-offers";
export { outcomeOfPurchase, outcomeOfReport, outcomeOfTransaction } from "./map-outcome";
export { promotionFrom, statementLineFrom, timeFrom } from "./map-records";
export { readReloadlyWebhook } from "./read-webhook";
