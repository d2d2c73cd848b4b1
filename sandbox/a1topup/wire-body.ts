import type { SandboxReply } from "../outside";

/** Paise as a JSON number of rupees. Balances show two decimals (`9542.50`), amounts none when they are whole (`299`). */
export interface Rupees {
  paise: number;
  bare?: boolean;
}

type Field = string | Rupees | undefined;

function numberOf({ paise, bare }: Rupees): string {
  if (bare && paise % 100 === 0) return String(paise / 100);
  const digits = String(Math.abs(paise)).padStart(3, "0");
  return `${paise < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A flat JSON body whose numbers keep the scale they have on the wire; undefined fields are left out. */
export function wireBody(fields: Record<string, Field>): string {
  const parts = Object.entries(fields).flatMap(([name, field]) =>
    field === undefined
      ? []
      : [`${JSON.stringify(name)}:${typeof field === "string" ? JSON.stringify(field) : numberOf(field)}`],
  );
  return `{${parts.join(",")}}`;
}

export function replyWith(fields: Record<string, Field>, status = 200): SandboxReply {
  return { status, headers: { "content-type": "application/json" }, text: wireBody(fields) };
}

export interface WireError {
  code: "1001" | "1002" | "1003" | "1004" | "1005" | "2001";
  /** HTTP status where errors have one of their own. */
  status: number;
  message: string;
}

/** Every error of the document, in its words. */
export const WIRE_ERRORS = {
  apiKey: { code: "1001", status: 401, message: "Invalid API key" },
  balance: { code: "1002", status: 402, message: "Insufficient balance" },
  mobile: { code: "1003", status: 400, message: "Invalid mobile number" },
  operator: { code: "1004", status: 400, message: "Invalid operator" },
  amount: { code: "1005", status: 400, message: "Invalid amount" },
  down: { code: "2001", status: 503, message: "Operator system down" },
} as const satisfies Record<string, WireError>;
