export interface StripeErrorFields {
  status?: number;
  type?: "invalid_request_error" | "card_error" | "idempotency_error" | "api_error";
  code?: string;
  param?: string;
  declineCode?: string;
  /** Rendered objects that Stripe puts beside the message. */
  extra?: Record<string, unknown>;
  /** False for what comes before the endpoint runs: such answers are not kept under an idempotency key. */
  stored?: boolean;
}

/** An answer in Stripe's error shape. */
export class StripeError extends Error {
  readonly fields: StripeErrorFields;

  constructor(message: string, fields: StripeErrorFields = {}) {
    super(message);
    this.fields = fields;
  }

  get status(): number {
    return this.fields.status ?? 400;
  }

  body(): object {
    const { type = "invalid_request_error", code, param, declineCode, extra } = this.fields;
    return {
      error: {
        ...(code && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` }),
        ...(declineCode && { decline_code: declineCode }),
        message: this.message,
        ...(param && { param }),
        type,
        ...extra,
      },
    };
  }
}

/** A parameter that is missing or wrong; never kept under an idempotency key. */
export function badParameter(param: string, message: string, code?: string): StripeError {
  return new StripeError(message, { param, code, stored: false });
}

export function noSuch(what: string, id: string, param = "id"): StripeError {
  return new StripeError(`No such ${what}: '${id}'`, { status: 404, code: "resource_missing", param });
}
