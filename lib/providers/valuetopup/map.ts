/** Wire to ours: everything of this kit that is pure, by subject. */
export { offersOf, requiredFieldsOf } from "./map-offers";
export { findingOfStatus, outcomeOfPurchase, unsendable, type Subject } from "./map-outcome";
export { wireAmount } from "./wire-amount";
export { promotionFrom } from "./read-promotions";
