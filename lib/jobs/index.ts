export { addJobCall, enqueue } from "./enqueue";
export { workerAlive } from "./heartbeat";
export { migrateJobs } from "./migrate-jobs";
export { closeWebhook, recordWebhook, type ReceivedWebhook } from "./record-webhook";
export { LAST_JOBS_MS, type Engine, type Lane } from "./run-engine";
export { runWorker, type WorkerOptions } from "./run-worker";
export { wake, wakeAfter, type WakeTask } from "./wake";
export { wakeOverdue } from "./wake-overdue";
