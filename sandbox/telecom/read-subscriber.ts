import type { Outside } from "../outside";
import { chanceBy } from "../world/hash-text";
import type { Operation, TelecomOperator } from "./catalogue-types";
import type { Catalogue } from "./open-catalogue";
import type { DialledNumber } from "./read-number";

export interface Subscriber {
  operator: TelecomOperator;
  /** Kind of subscriber; it decides nothing. */
  type: "prepaid" | "postpaid";
  supports: Operation[];
}

const POSTPAID = "0006";
const POSTPAID_PERCENT = 5;

/** Who serves a number and what it takes. Some postpaid numbers can be topped up: `supports` alone decides. */
export function readSubscriber(
  number: DialledNumber,
  { outside, catalogue, scenario }: { outside: Outside; catalogue: Catalogue; scenario?: string },
): Subscriber | undefined {
  const chosen = scenario ?? outside.scenarioOf(`+${number.digits}`);
  const operator = catalogue.serving(number.digits, number.country);
  if (!operator || chosen === "0004") return undefined;
  const operations = catalogue.operationsOf(operator);
  if (chosen === POSTPAID)
    return { operator, type: "postpaid", supports: operations.filter((operation) => operation !== "topup") };
  const postpaid = chanceBy(`telecom postpaid ${number.digits}`, POSTPAID_PERCENT);
  return { operator, type: postpaid ? "postpaid" : "prepaid", supports: operations };
}
