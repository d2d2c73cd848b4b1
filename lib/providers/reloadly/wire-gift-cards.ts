import { z } from "zod";

/** What we read of the gift-card host's answers, tolerant of everything else. Facts: README.md, "Gift cards". */
const decimal = z.union([z.string(), z.number().transform(String)]);

export const giftCardSchema = z.object({
  productId: decimal,
  productName: z.string(),
  status: z.string().nullish(),
  denominationType: z.string(),
  senderFee: decimal.nullish(),
  senderFeePercentage: decimal.nullish(),
  discountPercentage: decimal.nullish(),
  senderCurrencyCode: z.string(),
  recipientCurrencyCode: z.string(),
  minRecipientDenomination: decimal.nullish(),
  maxRecipientDenomination: decimal.nullish(),
  fixedRecipientDenominations: z
    .array(decimal)
    .nullish()
    .transform((list) => list ?? []),
  brand: z.object({ brandId: decimal, brandName: z.string() }),
  country: z.object({ isoName: z.string() }),
  category: z.object({ name: z.string().nullish() }).nullish(),
  redeemInstruction: z.object({ concise: z.string().nullish(), verbose: z.string().nullish() }).nullish(),
  additionalRequirements: z.object({ userIdRequired: z.boolean().nullish() }).nullish(),
  recipientCurrencyToSenderCurrencyExchangeRate: decimal,
});
export type WireGiftCard = z.infer<typeof giftCardSchema>;

export const orderSchema = z.object({
  transactionId: decimal,
  status: z.string().nullish(),
  customIdentifier: z.string().nullish(),
  transactionCreatedTime: z.string().nullish(),
  product: z.object({ totalPrice: decimal.nullish(), currencyCode: z.string().nullish() }).nullish(),
  balanceInfo: z.object({ cost: decimal.nullish(), currencyCode: z.string().nullish() }).nullish(),
});
export type WireOrder = z.infer<typeof orderSchema>;

/** Always a list, whatever their documents show; a number may be the address of a page. */
export const cardsSchema = z.array(
  z.object({
    cardNumber: decimal.nullish(),
    pinCode: decimal.nullish(),
    redemptionUrl: z.string().nullish(),
  }),
);
export type WireCard = z.infer<typeof cardsSchema>[number];
