import type { OrderFlaw } from "./order-rules";
import type { Circumstances, ProviderClass } from "./order-world";

/** Classes of providers as our kits declare them; a test compares. */
export const PROVIDER_CLASSES = {
  telecom: { dedupe: "replay", findBy: "theirs", twoPhase: false },
  reloadly: { dedupe: "reject", findBy: "ours", twoPhase: false },
  bitrefill: { dedupe: "reject", findBy: "theirs", twoPhase: true },
  valuetopup: { dedupe: "none", findBy: "ours", twoPhase: false },
  a1topup: { dedupe: "none", findBy: "none", twoPhase: false },
} as const satisfies Record<string, ProviderClass>;
export type ProviderClassName = keyof typeof PROVIDER_CLASSES;

const CALM: Circumstances = {
  crashes: 0,
  maxSends: 2,
  zombies: false,
  racyDedupe: false,
  refusalsBurn: false,
  deadline: false,
  lies: 0,
};

/** The skies under which every class is tried. */
export const SKIES = {
  "workers that die": { ...CALM, crashes: 1 },
  "a provider slow to see doubles": { ...CALM, racyDedupe: true },
  "workers that wake up late": { ...CALM, zombies: true, refusalsBurn: true },
  "a hold that ends": { ...CALM, deadline: true },
  "a provider that goes back on its word": { ...CALM, lies: 1, maxSends: 1 },
} as const satisfies Record<string, Circumstances>;
export type Sky = keyof typeof SKIES;

/** Whether a class can be tried under a sky: a doubt about doubles is about a provider that refuses them; what goes back on its word must be asked. */
export function isUnder(name: ProviderClassName, sky: Sky): boolean {
  const { dedupe, findBy } = PROVIDER_CLASSES[name];
  if (SKIES[sky].racyDedupe) return dedupe === "reject";
  return SKIES[sky].lies === 0 || findBy !== "none";
}

/** A wrong variant, where it shows and as what. */
interface OrderFlawCase {
  flaw: OrderFlaw;
  provider: ProviderClassName;
  sky: Sky;
  /** Undefined: other rules cover it, so that nothing comes of it alone. */
  harm: string | undefined;
  /** It harms our books alone. */
  inBooks?: boolean;
}

const DOUBLE = "double top-up";
const UNPAID = "delivered without charge";
const DIE = "workers that die";
const SLOW = "a provider slow to see doubles";
const LATE = "workers that wake up late";

const flawed = (
  flaw: OrderFlaw,
  [provider, sky]: [ProviderClassName, Sky],
  harm: string | undefined,
): OrderFlawCase => ({ flaw, provider, sky, harm });

/** Every wrong variant. */
export const ORDER_FLAWS: OrderFlawCase[] = [
  flawed("a lost answer counts as a rejection", ["reloadly", DIE], UNPAID),
  flawed("sent again without dedupe", ["valuetopup", LATE], DOUBLE),
  flawed("sent before the attempt is committed", ["valuetopup", DIE], DOUBLE),
  flawed("not found is believed at once", ["reloadly", SLOW], DOUBLE),
  flawed("not found opens a new reference", ["reloadly", LATE], UNPAID),
  flawed("not found ends the order", ["reloadly", LATE], UNPAID),
  flawed("cancelled while it is being sent", ["reloadly", DIE], UNPAID),
  flawed("released while in doubt", ["reloadly", DIE], UNPAID),
  flawed("captured once accepted", ["reloadly", DIE], "charged without delivery"),
  flawed("a dead lease puts the order back", ["valuetopup", DIE], UNPAID),
  flawed("an answer is applied to whatever attempt is open", ["reloadly", DIE], UNPAID),
  flawed("sent with a dead lease", ["valuetopup", DIE], UNPAID),
  flawed("paid before the invoice's id is stored", ["bitrefill", DIE], UNPAID),
  flawed("a rejection of a repeat is believed", ["telecom", LATE], UNPAID),
  flawed("the horizon is looked at after the answer", ["reloadly", DIE], UNPAID),
  flawed("a look-up of an ended attempt may buy", ["telecom", DIE], UNPAID),
  flawed("staff decide while a look-up may buy", ["telecom", DIE], UNPAID),
  flawed("abandoned without booking the loss", ["reloadly", "a hold that ends"], UNPAID),
  flawed("what nobody can prove is released", ["a1topup", DIE], UNPAID),
  {
    ...flawed(
      "a reversal is undone by an older answer",
      ["valuetopup", "a provider that goes back on its word"],
      "gave back what was delivered",
    ),
    inBooks: true,
  },
  {
    ...flawed(
      "an earlier delivery is forgotten",
      ["valuetopup", "a provider that goes back on its word"],
      "delivered, but its order is not",
    ),
    inBooks: true,
  },
  flawed("look-ups are not fenced", ["reloadly", SLOW], undefined),
  flawed("a lease taken over keeps its token", ["reloadly", DIE], undefined),
];
