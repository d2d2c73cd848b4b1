import { CHECKOUT_FLAWS, CHECKOUT_SIZES, type CheckoutSizeName } from "./checkout-cases";
import { createCheckoutModel } from "./checkout-model";
import { explore, type Exploration } from "./explore";
import {
  isUnder,
  ORDER_FLAWS,
  PROVIDER_CLASSES,
  SKIES,
  type ProviderClassName,
  type Sky,
} from "./order-cases";
import { createOrderModel } from "./order-model";

/** A case of a model: it is explored once, however many ask for it. */
export interface Case {
  name: string;
  run(): Exploration;
}

/** A wrong variant, and what it must come to. */
export interface WrongCase extends Case {
  where: string;
  harm: string | undefined;
}

function once(run: () => Exploration): () => Exploration {
  let known: Exploration | undefined;
  return () => (known ??= run());
}

const skies = Object.keys(SKIES) as Sky[];
const classes = Object.keys(PROVIDER_CLASSES) as ProviderClassName[];

/** One order, each class of provider under each sky. */
export const ORDER_CASES: (Case & { provider: ProviderClassName; sky: Sky })[] = skies.flatMap((sky) =>
  classes
    .filter((provider) => isUnder(provider, sky))
    .map((provider) => {
      const rules = { provider: PROVIDER_CLASSES[provider], circumstances: SKIES[sky] };
      return {
        name: `${provider}, ${sky}`,
        provider,
        sky,
        run: once(() => explore(createOrderModel(rules))),
      };
    }),
);

/** One checkout, in each size. */
export const CHECKOUT_CASES: Case[] = (Object.keys(CHECKOUT_SIZES) as CheckoutSizeName[]).map((name) => ({
  name,
  run: once(() => explore(createCheckoutModel(CHECKOUT_SIZES[name]))),
}));

/** Every wrong variant of the rules of an order; the books count where it harms nothing else. */
export const WRONG_ORDERS: WrongCase[] = ORDER_FLAWS.map(({ flaw, harm, provider, sky, inBooks }) => {
  const rules = { provider: PROVIDER_CLASSES[provider], circumstances: SKIES[sky], flaw };
  const run = once(() => explore(createOrderModel(rules, { booksMayErr: !inBooks })));
  return { name: flaw, where: `${provider}, ${sky}`, harm, run };
});

/** The same for a checkout. */
export const WRONG_CHECKOUTS: WrongCase[] = CHECKOUT_FLAWS.map(({ flaw, harm, size, inBooks }) => {
  const run = once(() => explore(createCheckoutModel(size, { flaw }, { booksMayErr: !inBooks })));
  const { lines, tellers, misfortunes } = size;
  return {
    name: flaw,
    where: `orders ${lines}, processes ${tellers}, misfortunes ${misfortunes}`,
    harm,
    run,
  };
});
