import { createA1TopupMounts } from "./a1topup";
import { createBitrefillMounts } from "./bitrefill";
import { createControlMount } from "./control/create-control-mount";
import { createOutside } from "./create-outside";
import { createTimers } from "./create-timers";
import {
  type Callback,
  createWebhookSender,
  type PendingWebhook,
  type PostWebhook,
} from "./create-webhook-sender";
import { createFxMount } from "./fx/create-fx-mount";
import { type Answer, createAnswer } from "./http/create-answer";
import { createMailbox, type Mailbox } from "./mail/create-mailbox";
import { type Fault, openFaultBook } from "./open-fault-book";
import { openStore } from "./open-store";
import type { Credit, Outside } from "./outside";
import { createReloadlyMounts } from "./reloadly";
import { machineClock, type SandboxClock } from "./sandbox-clock";
import type { SandboxSettings } from "./settings";
import { createStripe } from "./stripe";
import { createTelecomMounts } from "./telecom";
import { createValueTopupMounts } from "./valuetopup";

/** The outside world without its servers: it answers whoever calls it. */
export interface OpenedSandbox {
  answer: Answer;
  mailbox: Mailbox;
  settings: Outside["settings"];
  /** Takes up the webhooks that an earlier process left undelivered. */
  resume(): void;
  /** Nothing happens by itself any more. */
  stop(): void;
  /** Nothing is written any more. */
  close(): void;
}

interface Means {
  clock?: SandboxClock;
  /** How webhooks travel; over HTTP without one. */
  postWebhook?: PostWebhook;
}

const CALLBACKS = "callbacks";

/** Opens the memory of the outside world and everything that lives in it. */
export function openSandbox(settings: SandboxSettings, means: Means = {}): OpenedSandbox {
  const { clock = machineClock, postWebhook } = means;
  const store = openStore(settings.dataDir);
  const faults = openFaultBook(store.collection<Fault>("faults"), clock);
  const timers = createTimers(() => store.flush(), clock);
  const callbacks = store.collection<Callback>(CALLBACKS);
  const webhooks = createWebhookSender({
    callbacks,
    pending: store.collection<PendingWebhook>("webhooks"),
    faults,
    scaled: (milliseconds) => milliseconds / settings.timeScale,
    later: timers.later,
    ...(postWebhook ? { post: postWebhook } : {}),
  });
  const resets: (() => void)[] = [];
  const outside = createOutside({ settings, store, clock, timers, webhooks, callbacks, resets });
  const stripe = createStripe(outside);
  const mailbox = createMailbox(outside);
  const mounts = [
    ...stripe.mounts,
    ...createReloadlyMounts(outside),
    ...createA1TopupMounts(outside),
    ...createValueTopupMounts(outside),
    ...createTelecomMounts(outside),
    ...createBitrefillMounts(outside),
    ...mailbox.mounts,
    createFxMount(outside),
  ];
  const control = createControlMount({
    faults,
    callbacks,
    ledger: {
      credits: store.collection<Credit>("credits").all,
      payments: stripe.payments,
      mails: mailbox.mails,
    },
    reset() {
      timers.clear();
      webhooks.clear();
      store.clear([CALLBACKS]);
      for (const task of resets) task();
    },
    now: outside.now,
    timeScale: settings.timeScale,
    mounts,
    smtpPort: () => mailbox.port(),
  });
  return {
    // The control mount comes last: at the root it only answers what it names, Stripe owns the rest.
    answer: createAnswer({ mounts: [...mounts, control], faults, flush: () => store.flush() }),
    mailbox,
    settings: outside.settings,
    resume: () => webhooks.resume(),
    stop() {
      timers.close();
      webhooks.close();
    },
    close: () => store.close(),
  };
}
