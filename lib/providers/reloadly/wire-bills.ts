import { z } from "zod";

/** What we read of the utilities host's answers, tolerant of everything else. Facts: README.md, "Bills". */
const decimal = z.union([z.string(), z.number().transform(String)]);

const planSchema = z.object({ id: decimal, amount: decimal, description: z.string().nullish() });

export const billerSchema = z.object({
  id: decimal,
  name: z.string(),
  countryCode: z.string(),
  denominationType: z.string(),
  localAmountSupported: z.boolean().nullish(),
  localTransactionCurrencyCode: z.string(),
  minLocalTransactionAmount: decimal.nullish(),
  maxLocalTransactionAmount: decimal.nullish(),
  localTransactionFee: decimal.nullish(),
  localTransactionFeePercentage: decimal.nullish(),
  localDiscountPercentage: decimal.nullish(),
  internationalAmountSupported: z.boolean().nullish(),
  internationalTransactionCurrencyCode: z.string(),
  minInternationalTransactionAmount: decimal.nullish(),
  maxInternationalTransactionAmount: decimal.nullish(),
  internationalTransactionFee: decimal.nullish(),
  internationalTransactionFeePercentage: decimal.nullish(),
  internationalDiscountPercentage: decimal.nullish(),
  requiresInvoice: z.boolean().nullish(),
  fx: z.object({ rate: decimal }),
  localFixedAmounts: z
    .array(planSchema)
    .nullish()
    .transform((list) => list ?? []),
});
export type WireBiller = z.infer<typeof billerSchema>;

export const submittedSchema = z.object({
  id: decimal,
  status: z.string().nullish(),
  code: z.string().nullish(),
});

export const paymentSchema = z.object({
  code: z.string().nullish(),
  transaction: z.object({
    id: decimal,
    status: z.string().nullish(),
    referenceId: z.string().nullish(),
    deliveryAmount: decimal.nullish(),
    deliveryAmountCurrencyCode: z.string().nullish(),
    submittedAt: z.string().nullish(),
    balanceInfo: z.object({ cost: decimal.nullish(), currencyCode: z.string().nullish() }).nullish(),
    billDetails: z
      .object({
        billerReferenceId: decimal.nullish(),
        subscriberDetails: z.object({ accountNumber: decimal.nullish() }).nullish(),
        pinDetails: z
          .object({
            token: z.string().nullish(),
            info1: z.string().nullish(),
            info2: z.string().nullish(),
            info3: z.string().nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
});
export type WirePayment = z.infer<typeof paymentSchema>;
