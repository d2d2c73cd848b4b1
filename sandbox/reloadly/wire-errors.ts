import type { WireError } from "./reply-with";

const error = (status: number, errorCode: string | null, message: string): WireError => ({
  status,
  errorCode,
  message,
});

/** The errors of the airtime host, by what went wrong. */
export const wireErrors = {
  accessDenied: error(401, "INVALID_CREDENTIALS", "Access Denied"),
  invalidAudience: error(400, "INVALID_AUDIENCE", "The provided audience is not valid"),
  missingToken: error(401, "MISSING_TOKEN", "Full authentication is required to access this resource"),
  invalidToken: error(
    401,
    "INVALID_TOKEN",
    "Invalid token. Check that the token belongs to this environment and product",
  ),
  tokenExpired: error(401, "TOKEN_EXPIRED", "The provided token has expired"),
  notAcceptable: error(406, "MEDIA_TYPE_NOT_ACCEPTABLE", "The requested media type is not acceptable"),
  rateLimited: error(429, "RATE_LIMIT_REACHED", "Too many requests. Slow down"),
  badInput: (message: string) => error(400, "INVALID_INPUT_PROVIDED", message),
  badPhone: error(400, "INVALID_RECIPIENT_PHONE", "Recipient phone number is not valid"),
  badSenderPhone: error(400, "INVALID_SENDER_PHONE", "Sender phone number is not valid"),
  phoneMismatch: error(
    400,
    "OPERATOR_AND_RECIPIENT_PHONE_MISMATCH",
    "The operator does not serve the recipient phone number",
  ),
  badAmount: (message: string) => error(400, "INVALID_AMOUNT_FOR_OPERATOR", message),
  badLocalAmount: (message: string) => error(400, "INVALID_LOCAL_AMOUNT_FOR_OPERATOR", message),
  noLocalAmounts: error(
    400,
    "LOCAL_AMOUNTS_NOT_SUPPORTED_BY_OPERATOR",
    "Local amounts are not supported by the operator",
  ),
  insufficientBalance: error(
    400,
    "INSUFFICIENT_BALANCE",
    "Insufficient funds in the wallet to complete this transaction",
  ),
  identifierUsed: error(400, "CUSTOM_IDENTIFIER_ALREADY_USED", "The custom identifier was already used"),
  refusedByOperator: error(
    400,
    "TRANSACTION_REFUSED_BY_OPERATOR",
    "The operator refused the transaction for this recipient",
  ),
  recentlyRecharged: error(
    400,
    "PHONE_RECENTLY_RECHARGED",
    "The recipient phone number was recharged less than 2 minutes ago",
  ),
  operatorDown: error(
    503,
    "OPERATOR_UNAVAILABLE_OR_CURRENTLY_INACTIVE",
    "The operator is unavailable or currently inactive",
  ),
  notProcessed: error(
    500,
    "TRANSACTION_CANNOT_BE_PROCESSED_AT_THE_MOMENT",
    "The transaction cannot be processed at the moment",
  ),
  countryUnknown: error(404, "COUNTRY_NOT_SUPPORTED", "Country not found and/or not currently supported"),
  countryNotDetectable: error(
    409,
    "COUNTRY_NOT_SUPPORTED",
    "Country not found and/or not currently supported",
  ),
  notDetected: error(
    404,
    "COULD_NOT_AUTO_DETECT_OPERATOR",
    "Could not auto detect operator for given phone number",
  ),
  detectOnlyLive: error(500, null, "Auto detection for India is only available in the live environment"),
  mnpFailed: error(404, null, "mnp lookup for given number failed"),
  operatorUnknown: error(404, null, "Operator not found for given id"),
  promotionUnknown: error(404, null, "Promotion not found"),
  reportUnknown: error(404, null, "Transaction report not found for given id"),
  transactionUnknown: error(404, "TRANSACTION_NOT_FOUND", "Transaction not found for given id"),
  productGone: error(400, null, "The product was not found or is no longer available"),
  productUnknown: error(404, "INVALID_PRODUCT", "The product is not valid"),
  wrongPrice: error(400, "WRONG_PRODUCT_PRICE", "The price is not one of the product's prices"),
  outOfStock: error(400, "TEMPORARY_OUT_OF_STOCK", "The product is temporarily out of stock"),
  billerUnknown: error(400, "INVALID_BILLER_ID", "The biller is not valid"),
  billAmount: error(400, "INVALID_AMOUNT", "The amount is not valid for the biller"),
  amountIdMissing: error(400, "MISSING_REQUIRED_AMOUNT_ID", "amountId is required for this biller"),
  amountIdUnknown: error(400, "AMOUNT_ID_NOT_FOUND", "The amountId was not found"),
  invoiceMissing: error(
    400,
    "MISSING_REQUIRED_ADDITIONAL_INFO",
    "additionalInfo.invoiceId is required for this biller",
  ),
  referenceUsed: error(400, "REFERENCE_ID_ALREADY_USED", "The reference id was already used"),
  insufficientWallet: error(409, "INSUFFICIENT_WALLET_BALANCE", "The wallet's balance is too low"),
};
