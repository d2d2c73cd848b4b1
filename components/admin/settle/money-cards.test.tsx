import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { htmlOf } from "../testing";
import { money } from "@/lib/core/money";
import { HeldBackCard, OwedCard } from "./money-cards";

const action = async () => ({ failure: null, done: null, typed: {} });

/** What each button says it does, by the text it is described by. */
async function saysOf(node: ReactNode): Promise<Record<string, string>> {
  const html = await htmlOf(node);
  const buttons = [...html.matchAll(/<button[^>]* aria-describedby="([^"]+)"[^>]*>([^<]+)</g)];
  return Object.fromEntries(
    buttons.map(([, id, name]) => [name, new RegExp(`id="${id}"[^>]*>([^<]+)<`).exec(html)?.[1] ?? ""]),
  );
}

it("what is held back: each way says beforehand what becomes of the hold", async () => {
  const actions = { letThrough: action, turnAway: action };
  const says = await saysOf(<HeldBackCard orderId="1" why="disputed" actions={actions} />);
  expect(says["Let it through"]).toContain("The hold is kept and the order is sent.");
  expect(says["Turn it away"]).toContain("the hold is released");
});

it("what is owed: each way says beforehand whose money pays it", async () => {
  const actions = { refundAgain: action, paidByHand: action };
  const says = await saysOf(<OwedCard orderId="1" owed={money(500, "USD")} actions={actions} />);
  expect(says["Refund it again"]).toContain("our balance there");
  expect(says["It is paid by hand"]).toContain("Our balance at Stripe is not touched");
});
