import pino from "pino";
import type { Log } from "./log";

/** What must never be printed, wherever it stands in what is logged. */
const SECRET_KEYS = [
  "password",
  "secret",
  "token",
  "authorization",
  "apiKey",
  "pin",
  "code",
  "cardNumber",
  "cvc",
  "artefact",
];

const PATHS = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** A log that writes a line of JSON an event to the standard output and knows no secrets. */
export function createLog(options: { level: string; name: string }): Log {
  return pino({
    name: options.name,
    level: options.level,
    redact: { paths: PATHS, censor: "[redacted]" },
    base: { pid: process.pid },
  });
}
