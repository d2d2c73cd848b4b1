import { expect } from "vitest";
import { cancelOrder } from "@/lib/fulfilment";
import type { ProviderName } from "@/lib/providers/spec";
import { buyerOf, readRows } from "../simulation/buy";
import type { NetworkFault } from "../simulation/create-network";
import { HOUR, MINUTE, type Trial } from "../simulation/open-trial";
import type { Scenario } from "../simulation/scenario";
import { buysAt, crashAt, failCalls, freezeAt } from "../simulation/strikes";
import type { Troubles } from "../simulation/troubles";
import type { MutantName } from "./source-patches";

interface Killer {
  /** Goes well with the shop as it is. */
  scenario: Scenario;
  /** Why the wrong variant changes nothing that matters: another rule already sees to it. */
  covered?: string;
}

interface Sale {
  provider: ProviderName;
  digits: string;
  /** Made anew for each run. */
  troubles: () => Troubles;
  /** How long it goes on before all is calm. */
  forMs: number;
  /** How it stands then. */
  stands: Record<string, unknown>;
}

/** One purchase, how it stands after a while, and that it ends well by the sandbox's own ledger. */
const sale =
  ({ provider, digits, troubles, forMs, stands }: Sale): Scenario =>
  async (trial: Trial) => {
    trial.trouble(troubles());
    const bought = await trial.buy({ lines: [{ provider, digits }] });
    await trial.run(forMs);
    expect(await trial.standing(bought)).toMatchObject(stands);
    await trial.end();
  };

const delivered = { order: "delivered", payment: "captured", credits: 1 };
const lost = (provider: ProviderName, fault: NetworkFault): Troubles => failCalls(buysAt(provider), fault);

export const KILLERS: Record<MutantName, Killer> = {
  "a new key after a time-out": {
    scenario: sale({
      provider: "reloadly",
      digits: "7501",
      troubles: () => lost("reloadly", { kind: "lose-answer" }),
      forMs: HOUR,
      stands: delivered,
    }),
  },
  "sent again where nobody refuses doubles": {
    scenario: sale({
      provider: "valuetopup",
      digits: "7502",
      troubles: () => lost("valuetopup", { kind: "arrive-late", afterMs: 40 * MINUTE }),
      forMs: 2 * HOUR,
      stands: delivered,
    }),
  },
  "sent before the claim is committed": {
    scenario: sale({
      provider: "reloadly",
      digits: "7503",
      troubles: () => ({}),
      forMs: 10 * MINUTE,
      stands: delivered,
    }),
  },
  "not found counts at once": {
    scenario: sale({
      provider: "reloadly",
      digits: "7504",
      troubles: () => lost("reloadly", { kind: "arrive-late", afterMs: 3 * MINUTE }),
      forMs: HOUR,
      stands: { ...delivered, attempts: ["delivered 1"] },
    }),
  },
  "a new key after not found": {
    scenario: sale({
      provider: "reloadly",
      digits: "7505",
      troubles: () => freezeAt("attempt.leaving", 40 * MINUTE),
      forMs: 2 * HOUR,
      stands: delivered,
    }),
  },
  "not found closes": {
    scenario: sale({
      provider: "valuetopup",
      digits: "7506",
      troubles: () => lost("valuetopup", { kind: "arrive-late", afterMs: 40 * MINUTE }),
      forMs: 2 * HOUR,
      stands: delivered,
    }),
  },
  "cancelled although it may still be delivered": {
    scenario: async (trial) => {
      trial.trouble(lost("reloadly", { kind: "reset", worked: true }));
      const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7507" }] });
      // In doubt since a moment ago.
      await trial.run(27_000);
      const { orders } = await readRows(trial.world, bought.checkoutId);
      const cancelling = cancelOrder(buyerOf(trial.world), { publicId: orders[0]?.publicId ?? "" });
      await cancelling.catch(() => undefined);
      await trial.run(10 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject(delivered);
      await trial.end();
    },
    covered: "the database knows no way to cancelled from where an attempt is open",
  },
  "released while in doubt": {
    scenario: sale({
      provider: "reloadly",
      digits: "7508",
      troubles: () => lost("reloadly", { kind: "lose-answer" }),
      forMs: HOUR,
      stands: delivered,
    }),
  },
  "charged when it is accepted": {
    scenario: sale({
      provider: "reloadly",
      digits: "0002",
      troubles: () => ({}),
      forMs: HOUR,
      stands: { order: "undeliverable", payment: "voided", charged: 0 },
    }),
  },
  "a dead lease goes back to the queue": {
    scenario: sale({
      provider: "reloadly",
      digits: "7510",
      troubles: () => lost("reloadly", { kind: "die", worked: true }),
      forMs: HOUR,
      stands: delivered,
    }),
  },
  "an answer is written without looking at the token": {
    scenario: sale({
      provider: "reloadly",
      digits: "0003",
      troubles: () => freezeAt("attempt.answered", 10 * MINUTE),
      forMs: 2 * HOUR,
      stands: { order: "review", payment: "authorised", credits: 0 },
    }),
    covered: "a rejection proves nothing once the reference was sent again",
  },
  "a look-up is written without looking at the token": {
    scenario: sale({
      provider: "reloadly",
      digits: "7512",
      troubles: () => ({
        ...lost("reloadly", { kind: "lose-request" }),
        ...freezeAt("lookup.answered", 30 * MINUTE),
      }),
      forMs: 3 * HOUR,
      stands: delivered,
    }),
    covered: "the key is kept, so that what is sent again is refused as a double",
  },
  "an attempt is moved on whoever holds it": {
    scenario: sale({
      provider: "reloadly",
      digits: "7513",
      troubles: () => crashAt("attempt.answered"),
      forMs: HOUR,
      stands: delivered,
    }),
    covered: "the row is locked and read again first, and the database knows the transitions",
  },
};
