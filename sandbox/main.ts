import { readSettings } from "./settings";
import { startSandbox } from "./start-sandbox";

try {
  const sandbox = await startSandbox();
  process.stdout.write(`Sandbox listening on ${sandbox.url}, mail on 127.0.0.1:${sandbox.smtpPort}\n`);
  const stop = (): void => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  process.stderr.write(`Sandbox cannot start: ${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    const { port, smtpPort } = readSettings();
    const taken = "port" in error ? String(error.port) : `${port} or ${smtpPort}`;
    return `port ${taken} is taken (it needs ${port} for HTTP and ${smtpPort} for mail; set SANDBOX_PORT)`;
  }
  return error instanceof Error ? error.message : String(error);
}
