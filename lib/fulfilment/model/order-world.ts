import {
  OPEN_ATTEMPT_STATES,
  type AttemptState,
  type OrderState,
  type PaymentState,
} from "@/lib/core/transitions";
import type { Capabilities } from "@/lib/providers/spec";

/** What the engine's decisions rest on. */
export type ProviderClass = Pick<Capabilities, "dedupe" | "findBy" | "twoPhase">;

/** Under which skies the rules are tried. */
export interface Circumstances {
  /** Workers that may die, each time in the worst moment. */
  crashes: number;
  /** How often one reference may be sent. */
  maxSends: number;
  /** A worker may sleep for ever between its look at the lease and its write; else no longer than the horizon. */
  zombies: boolean;
  /** The provider's look for a used reference and its booking are two steps. */
  racyDedupe: boolean;
  /** What was refused and listed can never be bought under the same reference. */
  refusalsBurn: boolean;
  /** The end of the hold may come near. */
  deadline: boolean;
  /** How often the provider may take back what it said: deliver what it refused, reverse what it delivered. */
  lies: number;
}

/** What stands at the provider under a reference or an invoice. */
export type Standing = "unknown" | "pending" | "credited" | "refused";

export type Finding = "delivered" | "accepted" | "rejected" | "in-doubt" | "not-found";

/** What one who asks is told. */
export const FINDING_OF: Record<Standing, Finding> = {
  unknown: "not-found",
  pending: "accepted",
  credited: "delivered",
  refused: "rejected",
};

export interface Attempt {
  state: AttemptState;
  sends: number;
  wasOpen: boolean;
  /** We hold an id of theirs, so that asking needs no repeat of the purchase. */
  theirIdKnown: boolean;
  /** It was delivered and then taken back. */
  reversed: boolean;
  /** The invoice it is paid by, where a purchase has two steps. */
  invoice: number | null;
}

/** A purchase on its way; `inside` when the provider has let it through its look for doubles. */
export interface Purchase {
  key: number;
  inside: boolean;
  byLookUp: boolean;
}

/** Whose token is `fresh` still holds the attempt's newest one. */
interface Engaged {
  attempt: number;
  fresh: boolean;
}

/** How it came to be known. `webhook`: asked because a webhook spoke of an attempt that had ended. */
export type Source = "answer" | "look-up" | "webhook";

/** What a worker is about to do. `afterHorizon`: when it asked, the horizon was over. Never changed, only replaced. */
export type Worker =
  | { at: "idle" }
  | ({ at: "claimed" } & Engaged)
  | ({ at: "prepared"; invoice: number } & Engaged)
  | ({ at: "checked"; key: number } & Engaged)
  | ({ at: "waiting"; purchase: Purchase; afterHorizon: boolean } & Engaged)
  | ({ at: "told"; finding: Finding; source: Source; afterHorizon: boolean } & Engaged);

export type Hold = "held" | "captured" | "canceled" | "refunded";

/** One order with its money held, two workers, the network, the provider and Stripe. */
export interface OrderWorld {
  order: { state: OrderState };
  payment: { state: PaymentState };
  attempts: Attempt[];
  workers: Worker[];
  /** Purchases under way whose sender has stopped listening. */
  strays: Purchase[];
  standings: Standing[];
  /** Times the number was credited, less reversals. */
  credits: number;
  hold: Hold;
  deadlinePassed: boolean;
  suspectedLoss: boolean;
  hasLied: boolean;
  /** Only a person can mend it. */
  personAsked: boolean;
  crashesLeft: number;
  liesLeft: number;
}

export const IDLE: Worker = { at: "idle" };
/** The order may be tried twice: the second time over another way. */
export const MOST_ATTEMPTS = 2;

export const startOrderWorld = ({ crashes, lies }: Circumstances): OrderWorld => ({
  order: { state: "authorised" },
  payment: { state: "authorised" },
  attempts: [],
  workers: [IDLE, IDLE],
  strays: [],
  standings: [],
  credits: 0,
  hold: "held",
  deadlinePassed: false,
  suspectedLoss: false,
  hasLied: false,
  personAsked: false,
  crashesLeft: crashes,
  liesLeft: lies,
});

export const copyOrderWorld = (world: OrderWorld): OrderWorld => ({
  ...world,
  order: { ...world.order },
  payment: { ...world.payment },
  attempts: world.attempts.map((attempt) => ({ ...attempt })),
  workers: [...world.workers],
  strays: [...world.strays],
  standings: [...world.standings],
});

const purchaseKey = ({ key, inside, byLookUp }: Purchase): string =>
  `${key}${inside ? "i" : ""}${byLookUp ? "l" : ""}`;

function workerKey(worker: Worker): string {
  if (worker.at === "idle") return "-";
  const engaged = `${worker.at}${worker.attempt}${worker.fresh ? "f" : ""}`;
  switch (worker.at) {
    case "claimed":
      return engaged;
    case "prepared":
      return `${engaged} ${worker.invoice}`;
    case "checked":
      return `${engaged} ${worker.key}`;
    case "waiting":
      return `${engaged}${worker.afterHorizon} ${purchaseKey(worker.purchase)}`;
    case "told":
      return `${engaged}${worker.afterHorizon} ${worker.finding} ${worker.source}`;
  }
}

/** How often an ended attempt was sent makes no difference any more. */
const attemptKey = ({ state, sends, wasOpen, theirIdKnown, reversed, invoice }: Attempt): string =>
  OPEN_ATTEMPT_STATES.includes(state)
    ? `${state}${sends}${wasOpen}${theirIdKnown}${invoice}`
    : `${state}${wasOpen}${reversed}${invoice}`;

/** Which of two workers does what makes no difference, nor the order of strays. */
export const orderWorldKey = (world: OrderWorld): string =>
  [
    world.order.state,
    world.payment.state,
    world.attempts.map(attemptKey).join(),
    world.workers.map(workerKey).sort().join(),
    world.strays.map(purchaseKey).sort().join(),
    world.standings.join(),
    world.credits,
    world.hold,
    world.deadlinePassed,
    world.suspectedLoss,
    world.hasLied,
    world.personAsked,
    world.crashesLeft,
    world.liesLeft,
  ].join("|");

export const isOpen = ({ state }: Attempt): boolean => OPEN_ATTEMPT_STATES.includes(state);

/** The number of the open attempt; -1 when none is. */
export const openAttemptOf = ({ attempts }: OrderWorld): number => attempts.findIndex(isOpen);

/** What the provider would know it by: the reference, or the invoice once there is one. */
export function keyOfAttempt(world: OrderWorld, attempt: number, { twoPhase }: ProviderClass): number | null {
  return twoPhase ? (world.attempts[attempt]?.invoice ?? null) : attempt;
}

/** What stands at the provider for an attempt. */
export function standingOf(world: OrderWorld, attempt: number, provider: ProviderClass): Standing {
  const key = keyOfAttempt(world, attempt, provider);
  return key === null ? "unknown" : (world.standings[key] ?? "unknown");
}

/** Whoever holds an older token may no longer write. */
export function renewToken(world: OrderWorld, attempt: number): void {
  world.workers = world.workers.map((worker) =>
    worker.at !== "idle" && worker.attempt === attempt && worker.fresh ? { ...worker, fresh: false } : worker,
  );
}

/** Whether nothing that was sent under the attempt's reference can still be on its way to be bought. */
export function horizonOver(
  world: OrderWorld,
  attempt: number,
  by: { provider: ProviderClass; zombies: boolean },
): boolean {
  const key = keyOfAttempt(world, attempt, by.provider);
  const travels = (purchase: Purchase) => purchase.key === key && !purchase.byLookUp;
  return (
    !world.strays.some(travels) &&
    !world.workers.some(
      (worker) =>
        (worker.at === "waiting" && travels(worker.purchase)) ||
        (worker.at === "checked" && worker.attempt === attempt && !by.zombies),
    )
  );
}
