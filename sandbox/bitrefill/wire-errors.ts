import type { WireError } from "./reply-with";

const bad = (code: string, message: string): WireError => ({ status: 400, code, message });

export const wireErrors = {
  unauthorized: { status: 401, message: "Unauthorized" },
  tooMany: { status: 429, message: "Too many requests" },
  missing: (name: string) => bad("missing_param", `Missing parameter: ${name}`),
  invalid: (name: string) => bad("invalid_param", `Invalid parameter: ${name}`),
  parse: bad("parse_error", "The request body could not be parsed"),
  method: bad("unsupported_payment_method", "Unsupported payment method"),
  productUnknown: (slug: string) => bad("not_found", `Product '${slug}' is not available`),
  outOfStock: bad("out_of_stock", "The product is out of stock"),
  tooManyItems: bad("too_many_items", "Too many items"),
  balanceLow: bad("balance_too_low", "Account balance is too low"),
  phone: bad("invalid_phone_number", "The phone number is not valid"),
  operator: bad("unsupported_operator", "The operator of this phone number is not supported by the product"),
  noFunds: { status: 403, message: "Not enough funds in the account balance" },
  invoiceUnknown: { status: 404, code: "RESOURCE_NOT_FOUND", message: "Invoice not found" },
  notPayable: { status: 404, code: "RESOURCE_NOT_FOUND", message: "Invoice not found or already paid" },
  orderUnknown: { status: 404, code: "RESOURCE_NOT_FOUND", message: "Order not found" },
  productMissing: { status: 404, code: "RESOURCE_NOT_FOUND", message: "Product not found" },
  esimUnknown: { status: 404, code: "RESOURCE_NOT_FOUND", message: "eSIM not found" },
  noOperator: { status: 404, message: "No operator found for this phone number" },
  routeUnknown: { status: 404, message: "Not found" },
  server: { status: 500, message: "Internal server error" },
} satisfies Record<string, WireError | ((text: string) => WireError)>;
