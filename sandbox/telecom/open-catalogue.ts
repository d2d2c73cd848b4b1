import { readWorld } from "../world/read-world";
import type { EsimPlan, Operation, ProductType, TelecomOperator, TelecomProduct } from "./catalogue-types";
import { deriveEsimPlans } from "./derive-esim-plans";
import { deriveOperators } from "./derive-operators";
import { deriveProducts } from "./derive-products";

export interface Catalogue {
  operators: TelecomOperator[];
  products: TelecomProduct[];
  plans: EsimPlan[];
  product(id: string): TelecomProduct | undefined;
  plan(id: string): EsimPlan | undefined;
  operator(id: string): TelecomOperator | undefined;
  productsOf(operatorId: string): TelecomProduct[];
  /** The network that serves the number today, ported or not. */
  serving(digits: string, country: string): TelecomOperator | undefined;
  /** What may be ordered from an operator, in the words of the look-up. */
  operationsOf(operator: TelecomOperator): Operation[];
}

export const OPERATION_OF: Record<ProductType, Operation> = {
  prepaid: "topup",
  bundle: "bundle",
  plan_change: "plan_change",
};

let opened: Catalogue | undefined;

/** The catalogue never changes while the sandbox runs, so it is derived once per process. */
export function openCatalogue(): Catalogue {
  opened ??= indexCatalogue();
  return opened;
}

function indexCatalogue(): Catalogue {
  const world = readWorld();
  const operators = deriveOperators();
  const products = operators.flatMap(deriveProducts);
  const plans = deriveEsimPlans();
  const byWorldKey = new Map(operators.map((operator) => [operator.worldKey, operator]));
  const byOperatorId = new Map(operators.map((operator) => [operator.id, operator]));
  const byId = new Map(products.map((product) => [product.id, product]));
  const planById = new Map(plans.map((plan) => [plan.id, plan]));
  const byOperator = new Map<string, TelecomProduct[]>();
  for (const product of products) {
    const list = byOperator.get(product.operator.id) ?? [];
    byOperator.set(product.operator.id, list);
    list.push(product);
  }
  return {
    operators,
    products,
    plans,
    product: (id) => byId.get(id),
    plan: (id) => planById.get(id),
    operator: (id) => byOperatorId.get(id),
    productsOf: (operatorId) => byOperator.get(operatorId) ?? [],
    serving: (digits, country) => byWorldKey.get(world.servingOperator(digits, country)?.key ?? ""),
    operationsOf: ({ id }) => [...new Set((byOperator.get(id) ?? []).map(({ type }) => OPERATION_OF[type]))],
  };
}
