import type { Ctx } from "@/db/context";
import { raiseAlert } from "@/lib/alerts";
import { readStandings } from "./read-providers";
import type { ProviderStanding } from "./types";

/** A state that lasts is told again after so long. */
const AGAIN_MS = 6 * 3_600_000;

/** What of a provider's standing calls for somebody; one that staff switched off themselves does not. */
function failuresOf({ silent, paused, circuits }: ProviderStanding): string[] {
  const resting = circuits.map(({ operator, country }) => `${operator} (${country})`);
  return [
    ...(silent ? ["it did not answer when we last spoke to it"] : []),
    ...(paused ? [`it is paused: ${paused.why ?? "no reason given"}`] : []),
    ...(resting.length > 0 ? [`its way rests to ${resting.slice(0, 5).join(", ")}`] : []),
  ];
}

/** Tells staff of providers that fail and of floats that run low, while it lasts every six hours. */
export async function watchSupply(ctx: Ctx): Promise<void> {
  for (const standing of await readStandings(ctx)) {
    const { provider, floatLow, runway, switchedOff } = standing;
    const at = { path: `/admin/providers/${provider}`, quietMs: AGAIN_MS, lasting: true };
    const failures = switchedOff ? [] : failuresOf(standing);
    if (failures.length > 0)
      await raiseAlert(ctx, {
        ...at,
        kind: "provider-failing",
        subject: `provider:${provider}`,
        text: `${provider}: ${failures.join("; ")}`,
      });
    if (floatLow && !switchedOff) {
      const hours = runway?.hours;
      const lasts =
        hours === null || hours === undefined ? "" : `, and lasts ${Math.floor(hours)} hours as it is used`;
      await raiseAlert(ctx, {
        ...at,
        kind: "float-low",
        subject: `float:${provider}`,
        text: `Our float at ${provider} is lower than staff want it${lasts}`,
      });
    }
  }
}
