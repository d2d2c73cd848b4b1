import { randomUUID } from "node:crypto";
import type { Timers } from "./create-timers";
import { machineClock, type SandboxClock } from "./sandbox-clock";
import type { Callback, WebhookSender } from "./create-webhook-sender";
import type { Store } from "./open-store";
import type { Collection, Credit, Outside, Witness } from "./outside";
import { scenarioOf } from "./scenarios";
import type { SandboxSettings } from "./settings";

interface OutsideInput {
  settings: SandboxSettings;
  store: Store;
  clock?: SandboxClock;
  timers: Timers;
  webhooks: WebhookSender;
  callbacks: Collection<Callback>;
  /** Filled by `onReset`. */
  resets: (() => void)[];
}

/** What every mount is given. */
export function createOutside(input: OutsideInput): Outside {
  const { settings, store, clock = machineClock, timers, webhooks, callbacks, resets } = input;
  return {
    now: clock.now,
    scaled: (milliseconds) => milliseconds / settings.timeScale,
    later: timers.later,
    collection: (name) => store.collection(name),
    scenarioOf,
    witness: createWitness(store.collection<Credit>("credits"), clock),
    callbackUrl: (provider) => callbacks.get(provider)?.url,
    deliverWebhook: webhooks.deliver,
    signWebhooks: webhooks.signs,
    onReset: (task) => void resets.push(task),
    flush: () => store.flush(),
    settings: {
      port: settings.port,
      dataDir: settings.dataDir,
      timeScale: settings.timeScale,
      value: settings.value,
    },
  };
}

function createWitness(credits: Collection<Credit>, clock: SandboxClock): Witness {
  return {
    credit: (credit) =>
      credits.put({
        ...credit,
        id: randomUUID(),
        state: "credited",
        at: new Date(clock.now()).toISOString(),
      }),
    reverse(creditId) {
      const credit = credits.get(creditId);
      if (!credit) throw new Error(`No credit ${creditId}`);
      credits.put({ ...credit, state: "reversed" });
    },
  };
}
