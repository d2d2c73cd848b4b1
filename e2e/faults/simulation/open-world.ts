import type { CheckoutCtx } from "@/lib/checkout";
import { armFailpoints } from "@/lib/core/failpoint";
import { silentLog } from "@/lib/core/log";
import { setMachineTime } from "@/lib/core/machine-time";
import { createPolicy } from "@/lib/core/policy";
import { createSeal } from "@/lib/core/seal";
import { workMail, workOrder, workPayment, workWebhook, type MailCtx } from "@/lib/fulfilment";
import { createTestKit, KIT_NAMES, type TestKits } from "@/lib/fulfilment/open-test-kits";
import { createStripeGateway } from "@/lib/payments";
import { createRegistry, type Registry } from "@/lib/providers/registry";
import { NO_LIMITS } from "@/lib/risk";
import { createRandom, type Random } from "../campaign/create-random";
import { createEngine, type Engine } from "./create-engine";
import { createNetwork, type Network } from "./create-network";
import { createProcesses, type Processes } from "./create-processes";
import { createStage, type Stage } from "./create-stage";
import { createTimeline, type Timeline } from "./create-timeline";
import { guardDatabase } from "./guard-database";
import { openDoor } from "./open-door";
import { openSimulatedDatabase, type SimulatedDatabase } from "./open-database";
import { BEGIN, kitsOn, SHOP_URL, type Ground } from "./open-ground";
import type { Troubles } from "./troubles";

export type WorldCtx = MailCtx & CheckoutCtx & { providers: Registry };

export interface SentMail {
  id: string;
  to: string;
  subject: string;
}

export interface World {
  ground: Ground;
  database: SimulatedDatabase;
  /** As the processes see it: what they do with it can go wrong. */
  ctx: WorldCtx;
  timeline: Timeline;
  stage: Stage;
  engine: Engine;
  network: Network;
  processes: Processes;
  random: Random;
  mails: SentMail[];
  /** What was done, in order, for whoever has to find out why. */
  story: string[];
  /** What may go wrong now. */
  troubles(): Troubles;
  /** Replaces what may go wrong from now on; nothing at all without it. */
  trouble(troubles?: Troubles): void;
  close(): Promise<void>;
}

interface Setting {
  seed: number;
  troubles?: Troubles;
  policy?: Partial<WorldCtx["policy"]>;
}

/** Longest wait one Node timer can hold. */
const LONGEST_TIMER_MS = 2_147_483_647;
const ARTEFACT_KEY = Buffer.alloc(32, 7).toString("base64");

/** A shop in virtual time: the real handlers, kits and gateway on a real database, and the sandbox as the world outside. */
export async function openWorld(ground: Ground, setting: Setting): Promise<World> {
  const timeline = createTimeline(BEGIN);
  const story: string[] = [];
  const tell = (line: string): void => void story.push(`${secondsOf(timeline)} ${line}`);
  let troubles = setting.troubles ?? {};
  const processes = createProcesses();
  const stage = createStage(timeline, (process) => {
    tell(`${process} is killed`);
    processes.restart(process);
    engine.release(process);
  });
  const network = createNetwork({
    answer: ground.sandbox.answer,
    timeline,
    stage,
    faultFor(call) {
      const fault = troubles.network?.(call, stage.current());
      tell(
        `${stage.current()?.process ?? "-"} calls ${call.method} ${call.path}${fault ? `: ${JSON.stringify(fault)}` : ""}`,
      );
      return fault;
    },
  });
  const database = await openSimulatedDatabase(ground.still, "copy");
  await database.moveTo(BEGIN);
  const mails: SentMail[] = [];
  const clock = { now: () => new Date(timeline.now() + (troubles.clockAheadMs ?? 0)) };
  const policy = { ...createPolicy(1), ...setting.policy };
  const artefacts = createSeal(ARTEFACT_KEY);
  const kits = kitsOn({ fetch: network.fetch, clock });
  const ctx: WorldCtx = {
    ...database.ctx,
    db: guardDatabase(database.ctx.db, stage, () => troubles),
    clock,
    log: silentLog,
    policy,
    providers: kitsByProcess(stage, kits),
    stripe: createStripeGateway({
      secretKey: "sk_test_sandbox",
      webhookSecret: "whsec_sandbox",
      host: "sandbox.test",
      port: 80,
      protocol: "http",
      // The wire gives up in virtual time; the machine's own timers must not, however busy it is.
      timeoutMs: LONGEST_TIMER_MS,
      fetch: network.fetch,
    }),
    artefacts,
    seal: artefacts.seal,
    unseal: artefacts.open,
    // One buyer buys everything here.
    limits: NO_LIMITS,
    mailer: {
      send: async ({ id, to, subject }) => void mails.push({ id, to, subject }),
    },
    staffEmails: ["owner@homeline.test"],
    appUrl: SHOP_URL,
    currency: "USD",
    locale: "en",
  };
  const asWorker = { ...ctx, actor: { kind: "system" as const, id: "worker" }, movesMoneyAtOnce: true };
  const engine = createEngine({
    ctx: database.ctx,
    stage,
    timeline,
    handlers: {
      order: (payload) => workOrder(asWorker, idOf(payload)),
      payment: (payload) => workPayment(asWorker, idOf(payload)),
      webhook: (payload) => workWebhook(asWorker, payload),
      mail: (payload) => workMail(asWorker, payload),
    },
  });
  ground.attach(timeline, openDoor({ ctx, timeline, stage, processes, tell, troubles: () => troubles }));
  armFailpoints(async (point) => {
    const actor = stage.current();
    if (actor && actor.openTransactions > 0) {
      // Who stopped here would hold its locks for ever.
      network.heldConnections.push(`${actor.name} came by ${point} inside a transaction`);
      return;
    }
    const strike = actor && troubles.failpoint?.(point, actor);
    if (!strike) return;
    tell(`${actor.process} at ${point}, ${actor.name}: ${strike.kind}`);
    if (strike.kind === "crash") await stage.die();
    else if (strike.kind === "freeze") await stage.sleep(strike.forMs);
    else await strike.act();
  });
  setMachineTime({
    elapsed: () => timeline.now() - BEGIN,
    pause: (milliseconds) => stage.sleep(milliseconds),
    expiry: network.expiry,
  });
  return {
    ground,
    database,
    ctx,
    timeline,
    stage,
    engine,
    network,
    processes,
    random: createRandom(setting.seed, "order of work"),
    mails,
    story,
    troubles: () => troubles,
    trouble: (next = {}) => void (troubles = next),
    async close() {
      armFailpoints(undefined);
      setMachineTime(undefined);
      ground.attach(createTimeline(BEGIN), async () => true);
      await ground.ask("POST", "/__sandbox/reset");
      await database.close();
    },
  };
}

/** Each process has kits of its own: what one of them waits for dies with it. */
function kitsByProcess(stage: Stage, kits: TestKits): Registry {
  const registries = new Map<string, Registry>();
  const own = (): Registry => {
    const process = stage.current()?.process ?? "nobody";
    const known = registries.get(process);
    if (known) return known;
    const made = createRegistry(
      KIT_NAMES.map((name) => createTestKit(name, kits)),
      { live: false },
    );
    registries.set(process, made);
    return made;
  };
  return { live: false, get: (name) => own().get(name), all: () => own().all() };
}

const idOf = (payload: unknown): string => (payload as { id: string }).id;

const secondsOf = (timeline: Timeline): string => ((timeline.now() - BEGIN) / 1000).toFixed(3).padStart(11);
