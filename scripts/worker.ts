import { startWorker, runtime } from "@/lib/runtime";

/** One worker process; any number may run on one DATABASE_URL. Signals let running jobs end first. */
const worker = await startWorker();
runtime().log.info({}, "worker started");

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  await worker.stop();
  await runtime().connection.close();
  process.exit(0);
}

process.on("SIGINT", () => void stop());
process.on("SIGTERM", () => void stop());

worker.ended.then(
  () => (stopping ? undefined : process.exit(1)),
  (error: unknown) => {
    runtime().log.error({ error: String(error) }, "the job engine stopped");
    process.exit(1);
  },
);
