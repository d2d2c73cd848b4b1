/** Wire to ours: everything of this kit that is pure, by subject. */
export { activationCode, outcomeOfEsim, usageFrom } from "./map-esim";
export { benefitsFrom, offerOfPlan, offerOfProduct } from "./map-offers";
export { doubt, outcomeOfBody, outcomeOfPurchase } from "./map-outcome";
export { microsFrom, moneyFrom } from "./read-amount";
export { readTelecomWebhook } from "./read-webhook";
