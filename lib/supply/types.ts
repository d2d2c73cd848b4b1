/** A rule of staff as a page shows it. Times are ISO. */
export interface SupplyRuleView {
  id: string;
  provider: string;
  effect: "pin" | "exclude";
  /** ISO 3166 alpha-2; null: everywhere. */
  country: string | null;
  operator: { id: string; name: string; country: string } | null;
  kind: string | null;
  reason: string;
  /** Id of who made it. */
  madeBy: string;
  madeAt: string;
  until: string | null;
}

/** What a check of a provider's credentials found. */
export interface CredentialsCheck {
  finding: /** It answered, and knows us. */
    | "good"
    /** It answered, and there is nothing to read that would show whether it knows us. */
    | "unreadable"
    /** It does not know us: credentials are wrong, or were withdrawn. */
    | "refused"
    /** It knows us, and this address may not ask, or this account may not do this. */
    | "forbidden"
    | "throttled"
    /** No address of that name, no connection, or no trusted certificate. */
    | "unreachable"
    | "timeout"
    /** It answered with a failure of its own. */
    | "failing"
    /** No credentials are set. */
    | "off"
    /** It has no call that could be made without buying something. */
    | "unaskable";
  /** Its HTTP status, or the name of what went wrong. */
  detail: string | null;
  /** Our float, where it was told. */
  float: { micros: number; currency: string } | null;
  ms: number | null;
}
