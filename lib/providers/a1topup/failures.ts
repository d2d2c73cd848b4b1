import type { FailureCode, Rejected } from "../spec";

interface Verdict {
  code: FailureCode;
  retry: Rejected["retry"];
}

/** Every code of the document; each proves that nothing was bought. What is not here is in doubt. README.md, "Failures". */
const PROVEN: Record<string, Verdict> = {
  1001: { code: "credentials", retry: "other-provider" },
  1002: { code: "float-empty", retry: "other-provider" },
  1003: { code: "number-invalid", retry: "never" },
  1004: { code: "product-gone", retry: "other-provider" },
  1005: { code: "amount-invalid", retry: "other-provider" },
  2001: { code: "operator-down", retry: "later" },
};

/** The rejection an error code proves; undefined when it proves nothing. */
export function rejectionOf(errorCode: string | null | undefined): Verdict | undefined {
  return errorCode && Object.hasOwn(PROVEN, errorCode) ? PROVEN[errorCode] : undefined;
}
