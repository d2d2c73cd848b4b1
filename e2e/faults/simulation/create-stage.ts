import { AsyncLocalStorage } from "node:async_hooks";
import type { Timeline } from "./create-timeline";

/** Work of one process that is under way: a handler of a job, or a page that is asked for. */
export interface Actor {
  /** `web-1`, `worker-2` … with the number of its life. */
  process: string;
  name: string;
  /** Transactions that are open now: nobody may wait for the world outside meanwhile. */
  openTransactions: number;
  dead: boolean;
}

interface Waiting<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

interface Playing extends Actor {
  /** Settles when the actor has ended or waits for a moment to come. */
  turn: Waiting<void>;
  /** How many of its branches wait for one. */
  asleep: number;
  /** Nobody waits for it any more. */
  ended: boolean;
}

/** How an actor ended; one whose process was killed never does. */
export type Ended = { kind: "done" } | { kind: "failed"; error: unknown };

export interface Stage {
  /** Runs work of a process until it ends or waits; `ended` is called when it has really ended, however late. */
  play(
    actor: Pick<Actor, "process" | "name">,
    work: () => Promise<void>,
    ended?: (end: Ended) => Promise<void>,
  ): Promise<void>;
  /** Who is asking; undefined outside of all work. */
  current(): Actor | undefined;
  /** The current work waits in virtual time, and others go on. Outside of all work nothing is waited for. */
  sleep(milliseconds: number): Promise<void>;
  /**
   * The current work waits for something that time brings, at most so long. Resolves to false when it was given up; outside of all work it is
   * simply waited for.
   */
  within<T>(milliseconds: number, coming: Promise<T>): Promise<T | false>;
  /** The process of the current work is killed here: neither this nor anything else of it ever goes on. */
  die(): Promise<never>;
}

function waiting<T>(): Waiting<T> {
  const ends: Partial<Waiting<T>> = {};
  const promise = new Promise<T>((resolve, reject) => Object.assign(ends, { resolve, reject }));
  return { ...(ends as Waiting<T>), promise };
}

const oneTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await oneTurn();
}

/**
 * Work that waits for what other work of its process has asked for, such as one token for all, tells the stage nothing of it. After so many
 * real milliseconds the others go on, and it with them.
 */
const STALLED_MS = 3000;

async function endOf(turn: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<void>((resolve) => (timer = setTimeout(resolve, STALLED_MS)));
  await Promise.race([turn, stalled]).finally(() => clearTimeout(timer));
}

/**
 * Where simulated processes play one after the other. A killed one is a promise that never settles: no `catch` and no `finally` of its runs,
 * as none would after `kill -9`.
 */
export function createStage(timeline: Timeline, onDeath: (process: string) => void): Stage {
  const inside = new AsyncLocalStorage<Playing>();
  const dead = new Set<string>();

  const goOn = async (actor: Playing, wake: () => void): Promise<void> => {
    if (actor.ended || actor.dead || dead.has(actor.process)) return;
    actor.turn = waiting();
    actor.asleep -= 1;
    wake();
    // Of several branches that wait, one may have nothing to do but to be joined by the others.
    await (actor.asleep > 0 ? Promise.race([actor.turn.promise, someTurns()]) : endOf(actor.turn.promise));
  };
  /** Parks the current work until `plan` has it woken. */
  const park = <T>(actor: Playing, plan: (wake: (value: T) => void) => void): Promise<T> => {
    const asleep = waiting<T>();
    let woken = false;
    plan((value) => {
      if (woken) return;
      woken = true;
      timeline.after(0, () => goOn(actor, () => asleep.resolve(value)));
    });
    actor.asleep += 1;
    actor.turn.resolve();
    return asleep.promise;
  };
  return {
    async play(who, work, ended = async () => undefined) {
      const actor: Playing = {
        ...who,
        openTransactions: 0,
        dead: false,
        asleep: 0,
        ended: false,
        turn: waiting(),
      };
      const finish = async (end: Ended): Promise<void> => {
        await ended(end);
        actor.ended = true;
        actor.turn.resolve();
      };
      const failed = (error: unknown): void => actor.turn.reject(error);
      void inside.run(actor, () =>
        work()
          .then(
            () => finish({ kind: "done" }),
            (error: unknown) => finish({ kind: "failed", error }),
          )
          .catch(failed),
      );
      await endOf(actor.turn.promise);
    },
    current: () => inside.getStore(),
    sleep(milliseconds) {
      const actor = inside.getStore();
      if (!actor) return Promise.resolve();
      return park<void>(actor, (wake) => void timeline.after(milliseconds, () => wake()));
    },
    async within<T>(milliseconds: number, coming: Promise<T>) {
      const actor = inside.getStore();
      if (!actor) return coming;
      // What needs no time comes at once.
      const early = await Promise.race([coming, oneTurn().then(() => false as const)]);
      if (early !== false) return early;
      return park<T | false>(actor, (wake) => {
        timeline.after(milliseconds, () => wake(false));
        void coming.then(wake);
      });
    },
    die() {
      const actor = inside.getStore();
      if (!actor) throw new Error("Nobody to kill");
      actor.dead = true;
      dead.add(actor.process);
      onDeath(actor.process);
      actor.turn.resolve();
      return new Promise(() => undefined);
    },
  };
}
