import type { Failpoint } from "@/lib/core/failpoint";
import type { Call, NetworkFault } from "./create-network";
import type { Actor } from "./create-stage";

/** What happens to work that comes by a failpoint. */
export type Strike =
  | { kind: "crash" }
  /** The process stops and goes on so much later, as after SIGSTOP and SIGCONT. */
  | { kind: "freeze"; forMs: number }
  /** Something else happens exactly here. */
  | { kind: "race"; act: () => Promise<void> };

export interface Webhook {
  source: string;
  body: string;
  /** The how-manieth that was sent, counted from 1. */
  n: number;
}

export type DatabaseFault =
  /** Another process comes first. */
  | { kind: "wait"; forMs: number }
  | { kind: "serialisation-failure" }
  /** The connection is cut while the transaction is open. */
  | { kind: "cut" }
  /** It is cut between the COMMIT and its answer. */
  | { kind: "commit-unanswered" };

/** What may go wrong, and when. Each is asked at the moment it could. */
export interface Troubles {
  failpoint?(point: Failpoint, actor: Actor): Strike | undefined;
  network?(call: Call, actor: Actor | undefined): NetworkFault | undefined;
  /** After how many milliseconds it arrives, as often as it arrives; without an arrival its sender tries again later. */
  webhook?(webhook: Webhook): number[];
  /** Before a transaction of this actor begins. */
  database?(actor: Actor): DatabaseFault | undefined;
  /** The reconciler stands still. */
  noReconciler?: boolean;
  /** So much the machines' own clocks are ahead of the database's. */
  clockAheadMs?: number;
}
