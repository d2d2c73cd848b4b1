import process from "node:process";

/** Who is asked to end before it has begun has nothing to end; loading the shop takes a second or two. */
const leave = () => process.exit(0);
process.once("SIGTERM", leave);
const { startWorker, runtime } = await import("@/lib/runtime");

/** One worker process; any number may run on one DATABASE_URL. Signals let running jobs end first. */
const worker = await startWorker();
process.off("SIGTERM", leave);
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

/** The database's driver asks something by itself on each new connection, and nobody hears its answer when that is cut; the next statement tells. */
const LOST_CONNECTION = ["CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED", "ECONNRESET"];

process.on("unhandledRejection", (error) => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (LOST_CONNECTION.includes(code))
    return runtime().log.warn({ code }, "a connection was cut while nobody waited for it");
  runtime().log.error({ error: String(error) }, "unhandled rejection");
  process.exit(1);
});

worker.ended.then(
  () => (askedAt === undefined ? process.exit(1) : undefined),
  (error: unknown) => {
    if (askedAt !== undefined) return;
    runtime().log.error({ error: String(error) }, "the job engine stopped");
    process.exit(1);
  },
);
