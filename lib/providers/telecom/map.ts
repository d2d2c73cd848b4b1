/** Wire to ours: everything of this kit that is pure, by subject. */
export { activationCode, usageFrom } from "./map-esim";
export { offerOfPlan, offerOfProduct } from "./map-offers";
export { outcomeOfBody, outcomeOfPurchase } from "./map-outcome";
export { microsFrom, moneyFrom } from "../read-amount";
export { readTelecomWebhook } from "./read-webhook";
