import { writeSync } from "node:fs";

/** Places in the code where a process may die, freeze or be overtaken: between a commit and an effect outside, and between that and the next commit. */
export const FAILPOINTS = [
  /** The orders and their payment are written; Stripe was not asked for a page yet. */
  "checkout.frozen",
  /** Stripe has made the page; its id is not stored. */
  "session.created",
  "session.stored",
  /** Stripe says that the card is held; nothing of it is written. */
  "hold.read",
  "hold.confirmed",
  /** The attempt is committed, nothing was sent. */
  "attempt.claimed",
  /** The database has said how long the lease holds. */
  "attempt.checked",
  /** The lease holds by this process's own time; the next thing is the call. */
  "attempt.leaving",
  /** Of two steps the first was answered; its reference is not stored. */
  "attempt.prepared",
  "preparation.stored",
  /** The provider has answered; nothing of it is written. */
  "attempt.answered",
  /** What a provider said is committed, be it an answer or a finding. */
  "outcome.committed",
  "lookup.asked",
  /** The provider was asked what became of an attempt and has answered; nothing of it is written. */
  "lookup.answered",
  /** A capture or void is committed as sent; Stripe was not told. */
  "intent.committed",
  /** Stripe was told and has answered; nothing of it is written. */
  "intent.told",
  "intent.concluded",
  "refund.committed",
  "refund.told",
  "reversal.committed",
  /** A webhook is stored with its job; it was not answered. */
  "webhook.stored",
  /** All that a webhook brought about is committed; that it was worked is not. */
  "webhook.worked",
  /** The mail server has taken a mail; nothing of it is written. */
  "mail.sent",
  "cancel.committed",
  /** A handler has done its work; the engine does not know. */
  "order.worked",
  "payment.worked",
  "reconciler.woke",
] as const;

export type Failpoint = (typeof FAILPOINTS)[number];

/** What happens at a point. Its promise is waited for: one that never settles is a process that stopped there. */
export type FailpointHandler = (point: Failpoint) => Promise<void> | void;

export interface FailpointPlan {
  point: Failpoint;
  /** `kill` ends this process as `kill -9` does, `freeze` stops it until somebody continues it. */
  action: "kill" | "freeze";
  /** At which hit, counted from 1 in each process. */
  hit: number;
}

/** Pages and route handlers are bundled apart and each bring a copy of this module: they share what is armed. */
const shared = globalThis as { homelineFailpoints?: FailpointHandler | undefined };

/** A place where a test may step in. Nothing but one comparison unless something is armed. Never inside a transaction. */
export function failpoint(point: Failpoint): Promise<void> | void {
  if (shared.homelineFailpoints !== undefined) return shared.homelineFailpoints(point);
}

/** Has every point of this process call the handler; undefined disarms all. */
export function armFailpoints(handler: FailpointHandler | undefined): void {
  shared.homelineFailpoints = handler;
}

const PLAN = /^([a-z.]+)=(kill|freeze)(?:@(\d{1,6}))?$/;

const isFailpoint = (name: string | undefined): name is Failpoint =>
  (FAILPOINTS as readonly (string | undefined)[]).includes(name);

/** Reads `attempt.claimed=kill@3,intent.told=freeze`: a point, what happens there, and at which hit. Undefined when it is none. */
export function parseFailpoints(text: string): FailpointPlan[] | undefined {
  const plans = text.split(",").map((part): FailpointPlan | undefined => {
    const [, point, action, hit = "1"] = PLAN.exec(part.trim()) ?? [];
    if (!isFailpoint(point) || hit === "0") return undefined;
    return { point, action: action === "kill" ? "kill" : "freeze", hit: Number(hit) };
  });
  return plans.every((plan) => plan !== undefined) ? plans : undefined;
}

/** Arms this process to end or stop itself where the plans say. */
export function armFailpointPlans(plans: FailpointPlan[]): void {
  if (plans.length === 0) return;
  const hits = new Map<Failpoint, number>();
  armFailpoints((point) => {
    const hit = (hits.get(point) ?? 0) + 1;
    hits.set(point, hit);
    const plan = plans.find((one) => one.point === point && one.hit === hit);
    if (!plan) return;
    // Written at once: nothing that waits is written after a kill.
    writeSync(2, `failpoint ${point} hit ${hit}: ${plan.action}\n`);
    process.kill(process.pid, plan.action === "kill" ? "SIGKILL" : "SIGSTOP");
  });
}
