/** Wire to ours: everything of this kit that is pure, by subject. */
export { artefactFrom, giftCodeFrom } from "./map-artefact";
export { markerOf, offersOf, requiredFieldsOf } from "./map-offers";
export { findingOfStatus, outcomeOfPurchase, unsendable, type Subject } from "./map-outcome";
export { microsFrom, moneyFrom, wireAmount } from "./money-from";
export { promotionFrom } from "./read-promotions";
