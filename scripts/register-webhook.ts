import { registerWebhook, runtime } from "@/lib/runtime";

/** Has a provider send its webhooks here: `npm run register-webhook -- telecom`. Prints the variable to set: the secret is told this once. */
const name = process.argv[2] ?? "";
try {
  const { webhookId, secret } = await registerWebhook(name);
  process.stdout.write(
    `Registered as ${webhookId}. Set this and start again:\n${name.toUpperCase()}_WEBHOOK_SECRET=${secret}\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
await runtime().connection.close();
