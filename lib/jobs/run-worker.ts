import type { Log } from "@/lib/core/log";
import { runEngine, type Engine, type EngineOptions, type Lane } from "./run-engine";

export interface WorkerOptions extends Omit<EngineOptions, keyof Lane> {
  /** Each an engine of its own: however long the jobs of one take, the others' never wait for a turn. */
  lanes: Lane[];
  /** Work that is done every so often by every worker; it must bear running twice at once. */
  every: { name: string; intervalMs: number; work: () => Promise<void> }[];
}

/** One timer a task; a run that is still busy is not overtaken. */
function startTimers(every: WorkerOptions["every"], log: Log): () => void {
  const timers = every.map(({ name, intervalMs, work }) => {
    let busy = false;
    return setInterval(() => {
      if (busy) return;
      busy = true;
      work()
        .catch((error: unknown) => log.error({ error: String(error), task: name }, "periodic task failed"))
        .finally(() => (busy = false));
    }, intervalMs);
  });
  return () => timers.forEach(clearInterval);
}

/** Starts the job engines and the periodic tasks in this process. It ends as soon as one of the engines does. */
export async function runWorker({ lanes, every, ...shared }: WorkerOptions): Promise<Engine> {
  const engines = await Promise.all(lanes.map((lane) => runEngine({ ...shared, ...lane })));
  const stopTimers = startTimers(every, shared.log);
  return {
    ended: Promise.race(engines.map(({ ended }) => ended)),
    stop: async () => {
      stopTimers();
      await Promise.all(engines.map((engine) => engine.stop()));
    },
  };
}
