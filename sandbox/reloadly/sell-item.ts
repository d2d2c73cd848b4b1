import { setImmediate } from "node:timers/promises";
import { countTries } from "../count-tries";
import type { Outside, SandboxReply, SandboxRequest } from "../outside";
import { failAt } from "./create-catalogue-routes";
import { withLimitHeaders } from "./guard-requests";
import type { Sales } from "./open-sales";
import { planScenario, type Pending, type ScenarioPlan } from "./plan-scenario";
import { replyJson, toJson, type WireError } from "./reply-with";
import type { Sale, SaleDraft } from "./sale";
import type { SettleSales } from "./settle-sales";
import { wireErrors } from "./wire-errors";

export interface Shop {
  outside: Outside;
  sales: Sales;
  settle: SettleSales;
  /** Refusals in this host's words. */
  errors: { poor: WireError; used: WireError; gone: WireError };
  /** Every sale is open first where this is set. */
  pending?: Pending;
  describe(sale: Sale): Record<string, unknown>;
  waitMs(draft: SaleDraft): number;
}

/** Sells what was read from a purchase: scenario, wallet, delivery and answer. The reference is checked when the request comes. */
export function createSelling(shop: Shop) {
  const { outside, sales, settle } = shop;
  const fail = failAt(outside);
  const troubled = countTries(outside, "reloadly-sale-tries");

  const refusalOf = (draft: SaleDraft, scenario: string | undefined): WireError | undefined => {
    if (draft.reference !== null && sales.isUsed(draft.reference)) return shop.errors.used;
    const id = `${scenario} ${draft.itemId} ${draft.account ?? draft.reference}`;
    if (scenario === "0003") return shop.errors.gone;
    if (scenario === "0018" || draft.cost > sales.wallet.balance()) return shop.errors.poor;
    if (scenario === "0019" && troubled(id)) return wireErrors.rateLimited;
    return undefined;
  };
  const wait = async (milliseconds: number): Promise<void> => {
    const scaled = outside.scaled(milliseconds);
    if (scaled <= 0) await setImmediate();
    else await new Promise<void>((resolve) => outside.later(scaled, resolve));
  };
  const answer = (request: SandboxRequest, sale: Sale, { answer: how }: ScenarioPlan): SandboxReply => ({
    ...(how.error ? fail(request, how.error) : replyJson(toJson(shop.describe(sale)))),
    ending: how.ending,
    delayMs: outside.scaled(how.lateBy ?? 0) + (request.fault?.delayMs ?? 0),
  });

  return async (request: SandboxRequest, draft: SaleDraft): Promise<SandboxReply> => {
    const scenario = request.fault?.scenario ?? outside.scenarioOf(draft.account ?? "");
    const refused = refusalOf(draft, scenario);
    if (refused === wireErrors.rateLimited) {
      const reset = Math.ceil(outside.now() / 1000) + 1;
      return withLimitHeaders(fail(request, refused), { limit: 10, remaining: 0, reset });
    }
    if (refused) return fail(request, refused);
    const plan = planScenario(scenario);
    const pending = plan.pending ?? shop.pending;
    if (!pending) await wait(shop.waitMs(draft));
    if (plan.lost) return { ending: "drop" };
    const sale = { ...sales.begin(draft, plan.share), reversible: plan.reversible };
    if (pending) settle.accept(sale, pending);
    else settle.deliver(sale);
    return answer(request, sale, plan);
  };
}
