import { z } from "zod";

/**
 * What we read of Reloadly's answers, tolerant of everything else. Numbers arrive as the strings they were written as (see send.ts), so a
 * decimal may be a JSON number or a string. Facts: README.md.
 */
const decimal = z.union([z.string(), z.number().transform(String)]);
const id = decimal;
const decimalList = z
  .array(decimal)
  .nullish()
  .transform((list) => list ?? []);

/** Texts by amount; `{}`, `[]` or null where there is none. A value of another kind is left out. */
const textMap = z
  .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
  .nullish()
  .transform((map) => {
    const entries = map && !Array.isArray(map) ? Object.entries(map) : [];
    return Object.fromEntries(
      entries.flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
    );
  });

export const tokenSchema = z.object({ access_token: z.string(), expires_in: decimal });

export const errorSchema = z.object({
  errorCode: z.string().nullish(),
  message: z.string().nullish(),
});

const planSchema = z.object({
  fixedAmounts: decimalList,
  localAmounts: decimalList,
  fixedAmountsDescriptions: textMap,
  locationCode: z.string(),
  locationName: z.string().nullish(),
});

export const operatorSchema = z.object({
  operatorId: id,
  name: z.string(),
  bundle: z.boolean().nullish(),
  data: z.boolean().nullish(),
  pin: z.boolean().nullish(),
  comboProduct: z.boolean().nullish(),
  supportsLocalAmounts: z.boolean().nullish(),
  denominationType: z.string(),
  senderCurrencyCode: z.string(),
  destinationCurrencyCode: z.string(),
  internationalDiscount: decimal.nullish(),
  localDiscount: decimal.nullish(),
  mostPopularAmount: decimal.nullish(),
  minAmount: decimal.nullish(),
  maxAmount: decimal.nullish(),
  localMinAmount: decimal.nullish(),
  localMaxAmount: decimal.nullish(),
  country: z.object({ isoName: z.string() }),
  fx: z.object({ rate: decimal.nullish() }).nullish(),
  fixedAmounts: decimalList,
  fixedAmountsDescriptions: textMap,
  localFixedAmounts: decimalList,
  suggestedAmountsMap: textMap,
  fees: z
    .object({
      international: decimal.nullish(),
      internationalPercentage: decimal.nullish(),
      local: decimal.nullish(),
      localPercentage: decimal.nullish(),
    })
    .nullish(),
  geographicalRechargePlans: z.array(planSchema).nullish(),
  status: z.string().nullish(),
});
export type WireOperator = z.infer<typeof operatorSchema>;

/** Rows are checked one by one, so that a bad one costs only itself. */
export const pageSchema = z.object({
  content: z.array(z.unknown()),
  totalElements: decimal.nullish(),
  last: z.boolean().nullish(),
});

export const transactionSchema = z.object({
  transactionId: id,
  status: z.string().nullish(),
  operatorTransactionId: z.union([z.string(), z.number().transform(String)]).nullish(),
  customIdentifier: z.string().nullish(),
  recipientPhone: z.union([z.string(), z.number().transform(String)]).nullish(),
  deliveredAmount: decimal.nullish(),
  deliveredAmountCurrencyCode: z.string().nullish(),
  transactionDate: z.string().nullish(),
  pinDetail: z
    .object({
      serial: z.string().nullish(),
      code: z.string().nullish(),
      info1: z.string().nullish(),
      info2: z.string().nullish(),
      info3: z.string().nullish(),
      ivr: z.string().nullish(),
      validity: z.string().nullish(),
    })
    .nullish(),
  /** It decides nothing, so it makes nothing unreadable. */
  discount: decimal.nullish().catch(undefined),
  discountCurrencyCode: z.string().nullish().catch(undefined),
  balanceInfo: z.object({ cost: decimal.nullish(), currencyCode: z.string().nullish() }).nullish(),
});
export type WireTransaction = z.infer<typeof transactionSchema>;

export const statusSchema = z.object({
  code: z.string().nullish(),
  message: z.string().nullish(),
  status: z.string(),
  transaction: transactionSchema.nullish(),
});

export const balanceSchema = z.object({ balance: decimal, currencyCode: z.string() });

export const promotionSchema = z.object({
  promotionId: id,
  operatorId: id,
  title: z.string().nullish(),
  title2: z.string().nullish(),
  description: z.string().nullish(),
  startDate: z.string(),
  endDate: z.string(),
  denominations: z.string().nullish(),
});
export type WirePromotion = z.infer<typeof promotionSchema>;

export const fxSchema = z.object({ fxRate: decimal, currencyCode: z.string() });

const hookBody = z.object({
  status: z.string().nullish(),
  transactionId: id.nullish(),
  customIdentifier: z.string().nullish(),
});
/** Two shapes of `data` were seen: the status body, and the bare transaction. */
export const webhookSchema = z.object({
  type: z.string(),
  data: hookBody.extend({ transaction: hookBody.nullish() }),
});
