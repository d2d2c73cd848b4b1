import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "lossless-json";
import type { AttemptRequest } from "../spec";

export const textOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, "fixtures", `${name}.json`), "utf8");

/** An answer as the kit's client reads it. */
export const fixture = (name: string): unknown => parse(textOf(name), undefined, (number) => number);

export const attempt: AttemptRequest = {
  reference: "r-1",
  providerOperatorId: "example-mobile-ghana",
  sku: "example-mobile-ghana",
  number: "+233244123456",
  country: "GH",
  amount: { minor: 2050, currency: "GHS" },
};
