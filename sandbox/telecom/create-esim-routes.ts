import type { Outside, Route, SandboxReply, SandboxRequest } from "../outside";
import type { EsimPlan } from "./catalogue-types";
import { countTries } from "../count-tries";
import { describeEsim } from "./describe-esim";
import type { Guard } from "./guard-requests";
import type { Catalogue } from "./open-catalogue";
import type { Esims, EsimPurchase } from "./open-esims";
import type { Wallet } from "./open-wallet";
import { pageOf } from "./page-of";
import { planScenario } from "./plan-scenario";
import { readHead, type OrderHead } from "./read-order";
import { refuse, wireErrors, type WireError } from "./refuse";

export interface EsimParts {
  outside: Outside;
  catalogue: Catalogue;
  guard: Guard;
  wallet: Wallet;
  esims: Esims;
}

/** Travel plans, orders with their code, what is left of them, and more data for one that exists. */
export function createEsimRoutes(parts: EsimParts): Route[] {
  const { outside, catalogue, guard, esims } = parts;
  const buy = createBuying(parts);

  const order = (request: SandboxRequest): SandboxReply =>
    buy(request, ({ fields }, plan) => {
      const { quantity } = fields;
      if (quantity !== undefined && quantity !== 1) return wireErrors.badRequest("quantity must be 1");
      return (head) => esims.issue(head, plan);
    });
  const topUp = (request: SandboxRequest): SandboxReply =>
    buy(request, (_head, plan) => {
      const known = esims.find(request.params["id"] ?? "");
      if (!known) return wireErrors.noProduct;
      const first = catalogue.plan(known.planId);
      if (first?.country !== plan.country || first.region !== plan.region) return wireErrors.notSupported;
      return (head) => esims.topUp(head, known, plan);
    });
  const show = ({ params }: SandboxRequest): SandboxReply => {
    const known = esims.find(params["id"] ?? "");
    return known
      ? { json: describeEsim({ order: known }, { outside, expiresAt: esims.expiresAt(known) }) }
      : refuse(wireErrors.noProduct);
  };
  const details = ({ params }: SandboxRequest): SandboxReply => {
    const plan = catalogue.plan(params["id"] ?? "");
    return plan ? { json: describePlan(plan) } : refuse(wireErrors.noProduct);
  };

  return [
    {
      method: "GET",
      path: "/esim/plans",
      handle: guard(({ query }) => pageOf(catalogue.plans.filter(wantedBy(query)), query, describePlan)),
    },
    { method: "GET", path: "/esim/plans/:id", handle: guard(details) },
    { method: "POST", path: "/esim/orders", handle: guard(order) },
    { method: "GET", path: "/esim/orders/:id", handle: guard(show) },
    { method: "POST", path: "/esim/:id/topup", handle: guard(topUp) },
  ];
}

type Purchase = (head: OrderHead) => EsimPurchase;

/** What both purchases share: a repeat gets the first answer as it stands now. There is no number, so scenarios come as faults. */
function createBuying({ outside, catalogue, wallet, esims }: EsimParts) {
  const troubled = countTries(outside, "telecom-tries");

  const refusalOf = (plan: EsimPlan, request: SandboxRequest): WireError | undefined => {
    const scenario = request.fault?.scenario;
    if (scenario === "0018" || plan.price * 10_000 > wallet.available()) return wireErrors.noMoney;
    return scenario === "0019" && troubled(`esim ${plan.id}`) ? wireErrors.rateLimited : undefined;
  };
  const show = (purchase: EsimPurchase, status: number): SandboxReply => ({
    status,
    json: describeEsim(purchase, { outside, expiresAt: esims.expiresAt(purchase.order) }),
  });

  return (
    request: SandboxRequest,
    prepare: (head: OrderHead, plan: EsimPlan) => Purchase | WireError,
  ): SandboxReply => {
    const head = readHead(request.json(), "external_order_id");
    if ("code" in head) return refuse(head);
    // The same body at another address is another order.
    const placed = { ...head, fingerprint: `${request.path} ${head.fingerprint}` };
    const known = esims.withExternalId(head.externalId);
    if (known)
      return known.fingerprint === placed.fingerprint ? show(known, 200) : refuse(wireErrors.conflict);
    const plan = catalogue.plan(String(head.fields["plan_id"]));
    if (!plan) return refuse(wireErrors.noProduct);
    const purchase = prepare(placed, plan);
    const problem = "code" in purchase ? purchase : refusalOf(plan, request);
    if (problem || "code" in purchase) return refuse(problem ?? wireErrors.internal);
    const { answer, lost } = planScenario(request.fault?.scenario);
    if (lost) return { ending: "drop" };
    const reply = show(purchase(placed), 201);
    const delayMs = outside.scaled(answer.lateBy ?? 0) + (request.fault?.delayMs ?? 0);
    const { ending } = answer;
    return {
      ...(answer.fails ? refuse(wireErrors.internal) : reply),
      ...(ending ? { ending } : {}),
      delayMs,
    };
  };
}

function wantedBy(query: URLSearchParams): (plan: EsimPlan) => boolean {
  const [country, region] = [query.get("country"), query.get("region")];
  const [data, validity] = [query.get("data_gb"), query.get("validity_days")];
  return (plan) =>
    (country === null || plan.countries.includes(country.toUpperCase())) &&
    (region === null || plan.region?.toLowerCase() === region.toLowerCase()) &&
    (data === null || plan.dataGb === Number(data)) &&
    (validity === null || plan.validityDays === Number(validity));
}

function describePlan(plan: EsimPlan): Record<string, unknown> {
  return {
    id: plan.id,
    name: plan.name,
    country: plan.country,
    region: plan.region,
    countries: plan.countries,
    data_gb: plan.dataGb,
    validity_days: plan.validityDays,
    price: { amount: plan.price / 100, currency: "USD" },
  };
}
