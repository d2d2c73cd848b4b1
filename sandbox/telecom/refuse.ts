import type { SandboxReply } from "../outside";

/** Every code that an error or a failed transaction may bear. */
export type ErrorCode =
  | "invalid_request"
  | "invalid_phone"
  | "operator_not_found"
  | "product_not_found"
  | "product_not_supported"
  | "invalid_amount"
  | "insufficient_balance"
  | "idempotency_conflict"
  | "operator_unavailable"
  | "rate_limited"
  | "unauthorized"
  | "internal_error"
  | "operator_rejected"
  | "subscriber_not_active";

export interface WireError {
  status: number;
  code: ErrorCode;
  message: string;
}

export const wireErrors = {
  badRequest: (message: string): WireError => ({ status: 400, code: "invalid_request", message }),
  badPhone: { status: 400, code: "invalid_phone", message: "The phone number is not valid" },
  badAmount: (message: string): WireError => ({ status: 400, code: "invalid_amount", message }),
  unauthorized: { status: 401, code: "unauthorized", message: "The token is missing or not valid" },
  noMoney: { status: 402, code: "insufficient_balance", message: "The balance does not cover the order" },
  noOperator: { status: 404, code: "operator_not_found", message: "No operator was found" },
  noProduct: { status: 404, code: "product_not_found", message: "There is nothing of this id" },
  conflict: {
    status: 409,
    code: "idempotency_conflict",
    message: "The external id was used with another body",
  },
  notSupported: {
    status: 422,
    code: "product_not_supported",
    message: "The number does not take this kind of product",
  },
  rateLimited: { status: 429, code: "rate_limited", message: "Too many requests" },
  internal: { status: 500, code: "internal_error", message: "Something went wrong" },
} satisfies Record<string, WireError | ((message: string) => WireError)>;

/** The one error body; a 429 says when to come again. */
export function refuse({ status, code, message }: WireError): SandboxReply {
  return {
    status,
    json: { error: { code, message } },
    ...(status === 429 ? { headers: { "retry-after": "1" } } : {}),
  };
}
