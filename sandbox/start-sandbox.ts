import type http from "node:http";
import type { AddressInfo } from "node:net";
import { createA1TopupMounts } from "./a1topup";
import { createBitrefillMounts } from "./bitrefill";
import { createControlMount } from "./control/create-control-mount";
import { createOutside } from "./create-outside";
import { createTimers } from "./create-timers";
import { type Callback, createWebhookSender, type PendingWebhook } from "./create-webhook-sender";
import { createFxMount } from "./fx/create-fx-mount";
import { serveMounts } from "./http/serve-mounts";
import { createMailbox } from "./mail/create-mailbox";
import { type Fault, openFaultBook } from "./open-fault-book";
import { openStore } from "./open-store";
import type { Credit } from "./outside";
import { createReloadlyMounts } from "./reloadly";
import { readSettings, type SandboxOverrides } from "./settings";
import { createStripe } from "./stripe";
import { createValueTopupMounts } from "./valuetopup";
import { createTelecomMounts } from "./telecom";

export interface Sandbox {
  /** Such as `http://127.0.0.1:4010`. */
  url: string;
  port: number;
  smtpPort: number;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const CALLBACKS = "callbacks";

/** Starts the outside world in this process. Rejects with `code: "EADDRINUSE"` when a port is taken. */
export async function startSandbox(overrides: SandboxOverrides = {}): Promise<Sandbox> {
  const settings = readSettings(overrides);
  const store = openStore(settings.dataDir);
  const faults = openFaultBook(store.collection<Fault>("faults"));
  const timers = createTimers(() => store.flush());
  const callbacks = store.collection<Callback>(CALLBACKS);
  const scaled = (milliseconds: number): number => milliseconds / settings.timeScale;
  const webhooks = createWebhookSender({
    callbacks,
    pending: store.collection<PendingWebhook>("webhooks"),
    faults,
    scaled,
    later: timers.later,
  });
  const resets: (() => void)[] = [];
  const outside = createOutside({ settings, store, timers, webhooks, callbacks, resets });
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
  // The control mount comes last: at the root it only answers what it names, Stripe owns the rest.
  const server = serveMounts({ mounts: [...mounts, control], faults, flush: () => store.flush() });

  const close = async (): Promise<void> => {
    timers.close();
    webhooks.close();
    await Promise.all([closeServer(server), mailbox.close()]);
    store.close();
  };
  try {
    await listen(server, settings.port);
    await mailbox.listen(HOST, settings.smtpPort);
  } catch (error) {
    await close();
    throw error;
  }
  webhooks.resume();
  const { port } = server.address() as AddressInfo;
  outside.settings.port = port;
  return { url: `http://${HOST}:${port}`, port, smtpPort: mailbox.port(), close };
}

function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function closeServer(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
