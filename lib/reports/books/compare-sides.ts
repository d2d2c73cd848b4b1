import { micros, microsOf, money, type Micros } from "@/lib/core/money";
import type { AttemptSaid, LineSaid, Said } from "./read-break-sides";
import type { BreakSide, BreakSides, SideDifference, SideEntry } from "./types";

/** What a break says was compared. */
export interface Compared {
  source: string;
  ours: Micros | null;
  theirs: Micros | null;
}

/** What a card paid and got back; disputes are between the banks. */
const MOVES = ["charge", "refund", "refund-failure"];

const isStripe = ({ source }: { source: string }): boolean => source === "stripe";

function entriesOfOurs({ payment, orders, attempts }: Said): SideEntry[] {
  return [
    ...(payment
      ? [
          {
            key: payment.id,
            what: "payment",
            state: payment.state,
            amount: payment.kept[0] ? micros(payment.kept[0].micros, payment.kept[0].currency) : null,
            reference: payment.id,
            at: payment.at,
          },
        ]
      : []),
    ...orders.map(({ id, state, total, at }) => ({
      key: id,
      what: "order",
      state,
      amount: microsOf(money(total.minor, total.currency)),
      reference: id,
      at,
    })),
    ...attempts.map(({ id, state, reference, booked, at }) => ({
      key: id,
      what: "attempt",
      state,
      amount: booked && micros(booked.micros, booked.currency),
      reference,
      at,
    })),
  ];
}

const entryOfLine = (line: LineSaid): SideEntry => ({
  key: line.id,
  what: isStripe(line) ? line.kind : "line",
  state: line.state,
  amount: micros(line.micros, line.currency),
  reference: (isStripe(line) && line.part) || line.id,
  at: line.at,
});

/** What a provider answered then, where none of its lines was read. */
const answered = ({ attempts, lines }: Said): SideEntry[] =>
  attempts.flatMap(({ id, theirs, at }) =>
    theirs && !lines.some(({ attemptId }) => attemptId === id)
      ? [{ key: `answer ${id}`, what: "answer", state: null, amount: null, reference: theirs, at }]
      : [],
  );

/** In micros by currency; what sums up to nought is left out. */
function sums(amounts: readonly { micros: number; currency: string }[]): string {
  const by = new Map<string, number>();
  for (const one of amounts) by.set(one.currency, (by.get(one.currency) ?? 0) + one.micros);
  return [...by]
    .filter(([, sum]) => sum !== 0)
    .map(([currency, sum]) => `${currency} ${sum}`)
    .toSorted()
    .join(", ");
}

/** Of what was not read nothing is concluded, unless it was what the comparison missed. */
function stripeDiffers({ payment, lines }: Said, compared: Compared): SideDifference[] {
  const theirs = lines.filter(isStripe);
  if (!payment || (theirs.length === 0 && !isStripe(compared))) return [];
  const moves = theirs.filter(({ kind }) => MOVES.includes(kind));
  const kept = moves.reduce((sum, one) => sum + one.micros, 0) > 0;
  return [
    ...(sums(payment.kept) === sums(moves) ? [] : (["amount"] as const)),
    ...(payment.arrived === kept ? [] : (["state"] as const)),
  ];
}

function attemptDiffers(
  { id, state, booked }: AttemptSaid,
  lines: readonly LineSaid[],
): { amount: boolean; state: boolean } {
  const theirs = lines.filter(({ attemptId }) => attemptId === id);
  const delivered = theirs.filter((line) => line.state === "delivered");
  if (theirs.length === 0) return { amount: false, state: false };
  const both = state === "delivered" && delivered.length > 0;
  return {
    amount: both && sums(delivered) !== sums(booked ? [booked] : []),
    state: (state === "delivered") !== delivered.length > 0,
  };
}

function providerDiffers({ attempts, lines }: Said): SideDifference[] {
  const found = attempts.map((attempt) => attemptDiffers(attempt, lines));
  return [
    ...(found.some(({ amount }) => amount) ? (["amount"] as const) : []),
    ...(found.some(({ state }) => state) ? (["state"] as const) : []),
  ];
}

/** The side that was compared always differs in something: it knows nothing, or says another amount or state. */
function atLeast(found: SideDifference[], side: SideEntry[], { ours, theirs }: Compared): SideDifference[] {
  if (!theirs && side.every(({ what }) => what === "answer")) return ["missing"];
  if (found.length > 0) return found;
  return ours && theirs && ours.micros !== theirs.micros ? ["amount"] : ["state"];
}

/** Three sides of a break: what each says, and where it says something else than our books. */
export function compareSides(said: Said, compared: Compared): BreakSides {
  const lines = said.lines.filter((line) => !isStripe(line));
  const ours = entriesOfOurs(said);
  const stripe = said.lines.filter(isStripe).map(entryOfLine);
  const provider = [...lines.map(entryOfLine), ...answered(said)];
  const known = ours.length > 0;
  const side = (entries: SideEntry[], found: SideDifference[], ofSource: boolean): BreakSide => ({
    who: [],
    compared: ofSource ? compared.theirs : null,
    entries,
    differs: ofSource && known ? atLeast(found, entries, compared) : found,
  });
  const atStripe = isStripe(compared);
  const who = [
    ...new Set([...(atStripe ? [] : [compared.source]), ...said.attempts.map((one) => one.provider)]),
  ];
  return {
    ours: { who: [], compared: compared.ours, entries: ours, differs: known ? [] : ["missing"] },
    stripe: side(stripe, stripeDiffers(said, compared), atStripe),
    provider: { ...side(provider, providerDiffers(said), !atStripe), who },
  };
}
