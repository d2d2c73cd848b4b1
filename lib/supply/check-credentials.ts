import type { Ctx } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import { assertMay } from "@/lib/core/permissions";
import { machineTime } from "@/lib/core/machine-time";
import type { CallNote, Provider, ProviderName } from "@/lib/providers/spec";
import { watchCalls } from "@/lib/providers/watch-calls";
import type { CredentialsCheck } from "./types";

/** Where providers are found by name. */
interface Providers {
  get(name: ProviderName): Provider | undefined;
}

const STATUS: Record<number, CredentialsCheck["finding"]> = {
  401: "refused",
  403: "forbidden",
  429: "throttled",
};

/** What the last request of a failed check came to. */
function findingOf(last: CallNote | undefined): Pick<CredentialsCheck, "finding" | "detail"> {
  if (!last) return { finding: "failing", detail: null };
  if (last.verdict === "not-sent") return { finding: "unreachable", detail: last.answer };
  if (last.verdict === "timeout") return { finding: "timeout", detail: `${Math.round(last.ms / 1000)} s` };
  if (last.status === null) return { finding: "unreachable", detail: last.verdict };
  const known = STATUS[last.status];
  if (known) return { finding: known, detail: `HTTP ${last.status}` };
  return { finding: last.status < 400 ? "unreadable" : "failing", detail: `HTTP ${last.status}` };
}

/** Asks a provider for our float, which costs nothing, and says what is wrong when it does not tell. @throws NotPermitted */
export async function checkCredentials(
  ctx: Ctx & { providers: Providers },
  { provider: name }: { provider: ProviderName },
): Promise<CredentialsCheck> {
  assertMay(ctx.actor, "supply.write");
  const found = ctx.providers.get(name);
  const nothing = { detail: null, float: null, ms: null };
  if (!found) return { finding: "off", ...nothing };
  if (!found.balance) return { finding: "unaskable", ...nothing };
  const started = machineTime().elapsed();
  const calls: CallNote[] = [];
  const provider = watchCalls(found, { note: (call) => void calls.push(call), clock: ctx.clock });
  const check = await askBalance(provider).then(
    (float): Pick<CredentialsCheck, "finding" | "detail" | "float"> => ({
      finding: "good",
      detail: null,
      float,
    }),
    () => ({ ...findingOf(calls.at(-1)), float: null }),
  );
  await noteStaffAction(ctx, {
    action: "credentials-checked",
    subject: { kind: "provider", id: name },
    data: { finding: check.finding, detail: check.detail },
  });
  return { ...check, ms: Math.round(machineTime().elapsed() - started) };
}

const askBalance = async ({ balance }: Provider) => {
  if (!balance) throw new Error("No balance is told");
  return balance();
};
