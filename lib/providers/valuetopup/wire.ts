import { z } from "zod";

/**
 * What we read of ValueTopup's answers, tolerant of everything else. Numbers arrive as the strings they were written as (see send.ts), so a
 * decimal may be a JSON number or a string. Facts: README.md.
 */
const decimal = z.union([z.string(), z.number().transform(String)]);
const text = z.string().nullish();

/** The key is `payLoad`, capital L. */
export const envelopeSchema = z.object({
  responseCode: z.string(),
  responseMessage: text,
  payLoad: z.unknown(),
  next_cursor: decimal.nullish(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** Rows are checked one by one, so that a bad one costs only itself. */
export const rowsSchema = z.array(z.unknown());

/** A bare number; an older version had an object. */
export const balanceSchema = z.union([decimal, z.object({ balance: decimal }).transform((it) => it.balance)]);

const pricePoint = z.object({
  faceValue: decimal,
  faceValueCurrency: z.string(),
  deliveredAmount: decimal,
  deliveryCurrencyCode: z.string(),
  cost: decimal,
  costCurrency: text,
  faceValueInWalletCurrency: decimal,
});

export const skuSchema = z.object({
  skuId: decimal,
  skuName: text,
  min: pricePoint,
  max: pricePoint,
  exchangeRate: decimal.nullish(),
  productId: decimal,
  productName: text,
  category: z.string(),
  subCategory: text,
  countryCode: z.string(),
  benefitType: text,
  validity: text,
  isSalesTaxCharged: z.boolean().nullish(),
  salesTax: decimal.nullish(),
  additionalInformation: text,
  allowDecimal: z.boolean().nullish(),
  fee: decimal.nullish(),
  operatorId: decimal,
  operatorName: z.string(),
  requireFetchBundle: z.boolean().nullish(),
});
export type WireSku = z.infer<typeof skuSchema>;

export const productSchema = z.object({
  productId: decimal,
  productName: text,
  category: text,
  countryCode: z.string(),
  operatorId: decimal,
  operatorName: z.string(),
  requireFetchBundle: z.boolean().nullish(),
});
export type WireProduct = z.infer<typeof productSchema>;

/** Dialling codes are texts in countries and lists in SKUs. */
export const countrySchema = z.object({
  countryCode: z.string(),
  countryName: z.string(),
  internationalCountryCode: z.string().nullish(),
  areaCodes: text,
  numberLength: decimal.nullish(),
});

export const operatorSchema = z.object({ operatorId: decimal, operatorName: z.string() });

export const exchangeRateSchema = z.object({ currencyCode: z.string(), exchangeRate: decimal });

/** Names of the fields are not known for certain. */
export const errorTextSchema = z
  .object({
    code: text,
    errorCode: text,
    responseCode: text,
    description: text,
    message: text,
    errorMessage: text,
  })
  .transform((row) => ({
    code: row.code ?? row.errorCode ?? row.responseCode ?? "",
    text: row.description ?? row.message ?? row.errorMessage ?? "",
  }));

const pinSchema = z.object({
  pinNumber: text,
  controlNumber: text,
  deliveredAmount: decimal.nullish(),
  deliveredCurrencyCode: text,
  expirationDate: text,
});

export const giftCardSchema = z.object({
  cardNumber: text,
  pin: text,
  expirationDate: text,
  certificateLink: text,
});
export type WireGiftCard = z.infer<typeof giftCardSchema>;

const esimSchema = z.object({
  iccid: text,
  smdpAddress: text,
  matchingId: text,
  activationCode: text,
  apn: text,
});
export type WireEsim = z.infer<typeof esimSchema>;

export const transactionSchema = z.object({
  transactionId: decimal,
  invoiceAmount: decimal.nullish(),
  product: z.object({ instructions: text }).nullish(),
  topupDetail: z
    .object({
      localCurrencyAmount: decimal.nullish(),
      localCurrencyAmountExcludingTax: decimal.nullish(),
      destinationCurrency: text,
      operatorTransactionId: decimal.nullish(),
    })
    .nullish(),
  pins: z.array(pinSchema).nullish(),
  giftCardDetail: giftCardSchema.nullish(),
  billPaymentDetail: z.object({ token: text, unit: text, receivedNarration: text }).nullish(),
  esimDetail: esimSchema.nullish(),
});
export type WireTransaction = z.infer<typeof transactionSchema>;

export const estimateSchema = z.object({
  localCurrencyAmount: decimal,
  destinationCurrency: z.string(),
  salesTaxAmount: decimal.nullish(),
});

export const billSchema = z.object({
  accountNumber: decimal.nullish(),
  customerName: text,
  billAmount: decimal.nullish(),
  currencyCode: text,
  dueDate: text,
  minAmount: decimal.nullish(),
  maxAmount: decimal.nullish(),
});

export const esimUsageSchema = z.object({
  status: text,
  totalData: decimal.nullish(),
  remainingData: decimal.nullish(),
  dataUnit: text,
  expiryDate: text,
});
export type WireEsimUsage = z.infer<typeof esimUsageSchema>;

export const promotionSchema = z.object({
  promotionName: text,
  startDate: z.string(),
  endDate: z.string(),
  description: text,
  restriction: text,
  promotionMinMax: z
    .array(z.object({ currencyCode: text, minAmount: decimal.nullish(), maxAmount: decimal.nullish() }))
    .nullish(),
  product: z.object({ productId: decimal }),
});
export type WirePromotion = z.infer<typeof promotionSchema>;
