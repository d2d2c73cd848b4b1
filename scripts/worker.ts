import { startWorker, runtime } from "@/lib/runtime";

/** One worker process; any number may run on one DATABASE_URL. Signals let running jobs end first. */
const worker = await startWorker();
runtime().log.info({}, "worker started");

/** One press of Ctrl-C may come twice, from the terminal and from npm; who presses again later means it. */
const AGAIN_MS = 1000;
let askedAt: number | undefined;

async function stop(): Promise<void> {
  if (askedAt !== undefined) {
    if (Date.now() - askedAt > AGAIN_MS) process.exit(1);
    return;
  }
  askedAt = Date.now();
  try {
    await worker.stop();
    await runtime().connection.close();
  } catch (error) {
    // What it could not give back is taken from it: others find that it lives no more.
    runtime().log.error({ error: String(error) }, "the worker could not end in order");
    process.exit(1);
  }
  process.exit(0);
}

process.on("SIGINT", () => void stop());
process.on("SIGTERM", () => void stop());

worker.ended.then(
  () => (askedAt === undefined ? process.exit(1) : undefined),
  (error: unknown) => {
    if (askedAt !== undefined) return;
    runtime().log.error({ error: String(error) }, "the job engine stopped");
    process.exit(1);
  },
);
