import { reconcileDue } from "@/lib/fulfilment";
import { pickJob, type Agenda } from "./create-engine";
import type { World } from "./open-world";

/** The reconciler's own pace, and how long it leaves to the engine what is due. */
const RECONCILE_MS = 5000;
/** More steps than any simulation takes: one that does not end is a finding as well. */
const MOST_STEPS = 100_000;

interface Run {
  world: World;
  lastReconciled: number;
  agenda: Agenda;
  /** Somebody may have changed it since it was read. */
  stale: boolean;
}

const least = (...moments: (number | undefined)[]): number | undefined => {
  const known = moments.filter((moment) => moment !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
};

async function reconcile(run: Run): Promise<void> {
  const { stage, processes, ctx, timeline, random } = run.world;
  run.lastReconciled = timeline.now();
  const process = random.pick(processes.workers());
  await stage.play({ process, name: "reconciler" }, async () => void (await reconcileDue(ctx)));
}

/** What lies in the database; read again only after somebody may have changed it. */
async function readAgenda(run: Run): Promise<Agenda> {
  if (run.stale) run.agenda = await run.world.engine.readAgenda();
  run.stale = false;
  return run.agenda;
}

/** When something happens next, and whether it is the reconciler. */
function nextOf(run: Run): { at: number; reconciles: boolean } | undefined {
  const { agenda, lastReconciled, world } = run;
  const reconcileAt =
    agenda.oldestRow === undefined || world.troubles().noReconciler
      ? undefined
      : Math.max(agenda.oldestRow + RECONCILE_MS, lastReconciled + RECONCILE_MS);
  const other = least(world.timeline.next(), agenda.jobs[0]?.runAt);
  const at = least(reconcileAt, other);
  return at === undefined ? undefined : { at, reconciles: at === reconcileAt && at !== other };
}

/** One step: a job that is due, or else whatever comes next in time. Returns false when nothing comes until `end`. */
async function step(run: Run, end: number): Promise<boolean> {
  const { engine, timeline, random, processes, database } = run.world;
  const { jobs } = await readAgenda(run);
  const due = pickJob(
    random,
    jobs.filter(({ runAt }) => runAt <= timeline.now()),
  );
  const next = due ? undefined : nextOf(run);
  if (!due && (!next || next.at > end)) return false;
  if (next) timeline.moveTo(next.at);
  const works = due !== undefined || next?.reconciles === true || timeline.next() === next?.at;
  if (works) await database.moveTo(timeline.now());
  run.stale = due !== undefined || next?.reconciles === true;
  if (due) await engine.take(due, random.pick(processes.workers()));
  else if (next?.reconciles) await reconcile(run);
  else if (works) run.stale = await timeline.runNext();
  // What the other side does in answer is done before anything else happens.
  await new Promise((resolve) => setImmediate(resolve));
  return true;
}

/** Lets the world go on, in virtual time, until a moment or until nothing is left to happen. */
export async function runWorld(world: World, end: number): Promise<void> {
  const run: Run = {
    world,
    lastReconciled: world.timeline.now(),
    agenda: { jobs: [], oldestRow: undefined },
    stale: true,
  };
  for (let steps = 0; await step(run, end); steps += 1)
    if (steps > MOST_STEPS) throw new Error("The simulation does not come to an end");
  world.timeline.moveTo(end);
  await world.database.moveTo(end);
}
