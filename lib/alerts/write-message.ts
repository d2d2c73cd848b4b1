import type { AlertKind } from "@/lib/core/alert-kinds";

export interface ToldAlert {
  text: string;
  path: string;
  /** How often the same came again before, in the window that has ended. */
  earlier: number;
  at: string;
}

/** What a message says: its kind in words, and each alert in a line; of many the first ones. */
export interface WrittenMessage {
  kind: AlertKind;
  subject: string;
  lines: { text: string; url: string }[];
  /** How many more there are than lines. */
  more: number;
}

/** As staff read them. */
const NAMES: Record<AlertKind, string> = {
  doubt: "Orders in doubt",
  review: "Orders that need a person",
  money: "Money that needs a person",
  dispute: "Disputes",
  "refund-failed": "A refund failed",
  "payment-lost": "A payment was lost",
  "break-found": "The books differ",
  "rule-broken": "A rule of the shop is broken",
  "float-low": "A float runs low",
  "provider-failing": "A provider is failing",
  "mail-failed": "Mails that could not be sent",
  "factor-reset": "A second factor was taken away",
  test: "A test of this alert",
};

const MOST_LINES = 10;

export function writeMessage(
  { kind, told }: { kind: AlertKind; told: ToldAlert[] },
  appUrl: string,
): WrittenMessage {
  const lines = told.slice(0, MOST_LINES).map(({ text, path, earlier }) => ({
    text: earlier > 0 ? `${text} (and ${earlier} more like it before)` : text,
    url: `${appUrl}${path}`,
  }));
  const more = told.length - lines.length;
  const subject =
    told.length > 1 ? `${NAMES[kind]}: ${told.length}` : `${NAMES[kind]}: ${told[0]?.text ?? ""}`;
  return { kind, subject: subject.slice(0, 200), lines, more };
}

/** Slack reads these three as its own signs. */
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("|", "¦");

/** The body of a webhook: Slack and its like show `text`; programs read the rest. */
export function webhookBody({ kind, subject, lines, more }: WrittenMessage): Record<string, unknown> {
  const listed = lines.map(({ text, url }) => `• <${url}|${escaped(text)}>`);
  const rest = more > 0 ? [`and ${more} more`] : [];
  return { text: [`*${escaped(subject)}*`, ...listed, ...rest].join("\n"), kind, alerts: lines, more };
}
