import { expect, test } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { silentLog } from "@/lib/core/log";
import { demoProviders } from "@/lib/provider-env";
import { createA1Topup } from "@/lib/providers/a1topup";
import { createBitrefill } from "@/lib/providers/bitrefill";
import { createReloadly } from "@/lib/providers/reloadly";
import { PROVIDER_NAMES, type Provider } from "@/lib/providers/spec";
import { createTelecom } from "@/lib/providers/telecom";
import { createValueTopup } from "@/lib/providers/valuetopup";
import { PROVIDER_CLASSES } from "./order-cases";

const { reloadly, telecom, bitrefill, valuetopup, a1topup } = demoProviders("http://sandbox.test");
const deps = { fetch, clock: systemClock, log: silentLog, timeScale: 1 };
const kits: (Provider | undefined)[] = [
  reloadly && createReloadly({ ...deps, baseUrls: reloadly.baseUrls, credentials: reloadly }),
  telecom && createTelecom({ ...deps, baseUrls: telecom.baseUrls, credentials: telecom }),
  bitrefill && createBitrefill({ ...deps, ...bitrefill, webhookUrl: "http://shop.test" }),
  valuetopup && createValueTopup({ ...deps, ...valuetopup }),
  a1topup && createA1Topup({ ...deps, baseUrl: a1topup.baseUrl, credentials: a1topup }),
];

test.each(PROVIDER_NAMES)("the model takes %s for what its kit says it is", (name) => {
  const kit = kits.find((known) => known?.name === name);
  expect(kit?.capabilities).toMatchObject(PROVIDER_CLASSES[name]);
});

test("a provider that is never sent twice has no dedupe, and the others have", () => {
  for (const kit of kits) expect(kit?.capabilities.dedupe === "none").toBe(kit?.capabilities.maxSends === 1);
});
