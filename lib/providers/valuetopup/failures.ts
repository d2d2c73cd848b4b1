import { elsewhere, later, never, type Verdict } from "../verdict";

const MINUTE = 60_000;

/** ValueTopup's listed final codes: nothing was bought. What stands here neither nor below is in doubt. README.md, "Codes". */
const PROVEN: Record<string, Verdict> = {
  "001": elsewhere("amount-invalid"),
  "003": elsewhere("float-empty"),
  "004": elsewhere("float-empty"),
  "005": later("operator-down", 15 * MINUTE),
  "009": elsewhere("recipient-limit"),
  "027": later("recently-recharged", 5 * MINUTE),
  "032": elsewhere("recipient-limit"),
  "033": never("number-invalid"),
  "035": elsewhere("float-empty"),
  "041": later("operator-down"),
  "500": elsewhere("refused"),
  "501": never("number-invalid"),
  "502": elsewhere("refused"),
  "503": elsewhere("recipient-limit"),
  "510": elsewhere("product-gone"),
  "520": later("operator-down"),
  "530": elsewhere("recipient-limit"),
  "570": later("operator-down"),
  "580": later("operator-down"),
  "998": later("operator-down"),
};

/** Listed, but no proof: the status call is asked until it answers with a code above. README.md, "Codes". */
const DUPLICATE = "540";

/** The rejection a code proves; undefined when it proves nothing. */
export const rejectionOf = (responseCode: string): Verdict | undefined =>
  Object.hasOwn(PROVEN, responseCode) ? PROVEN[responseCode] : undefined;

/** The rejection an HTTP status proves: the request was turned away before anything ran. README.md, "Transport". */
export function rejectionOfStatus(status: number): Verdict | undefined {
  if (status === 401 || status === 403) return elsewhere("credentials");
  return status === 429 ? later("throttled", MINUTE / 2) : undefined;
}

/** The account of the subscriber was charged recently, perhaps by this very request. */
export const mayBeOurs = (responseCode: string): boolean => responseCode === DUPLICATE;

/** How the status call says that it knows no such transaction. README.md, "Doubt". */
export function saysUnknown(responseCode: string, message: string | null | undefined): boolean {
  return responseCode === "999" && /not found|does not exist|no (such )?transaction/i.test(message ?? "");
}
