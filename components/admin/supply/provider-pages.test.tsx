import type { ReactNode } from "react";
import { expect, it, vi } from "vitest";
import { htmlOf, wordsOf } from "../testing";
import type { RehearsedRoutes } from "@/lib/catalog/types";
import type { Fared, ProviderStanding } from "@/lib/reports/types";
import { ErrorMix, HourTable, OperatorTable } from "./health-section";
import { ProviderCards } from "./provider-cards";
import { ProviderList } from "./provider-list";
import { RehearsalView } from "./rehearsal-view";

// There is no request whose cookie names a time zone.
vi.mock("../read-time-zone", () => ({ readTimeZone: async () => "UTC" }));

const textOf = async (node: ReactNode): Promise<string> => {
  const html = await htmlOf(node);
  return wordsOf(html);
};

const usd = (micros: number) => ({ micros, currency: "USD" });

const standing: ProviderStanding = {
  provider: "telecom",
  needsLook: true,
  silent: false,
  paused: { until: "2026-11-26T12:00:00.000Z", why: "credentials" },
  pausedSeen: "2026-11-26T12:00:00.000Z",
  switchedOff: false,
  switchedOn: null,
  float: usd(90_000_000),
  floatAt: "2026-11-26T11:00:00.000Z",
  spent: usd(20_000_000),
  floatLow: true,
  runway: { hours: 9, until: "2026-11-30T14:00:00.000Z" },
  alertBelow: { hours: 24, float: null },
  alertSeen: { hours: null, micros: null },
  circuits: [],
  delivered: 3,
  failed: 1,
};

const fared: Fared = {
  attempts: 5,
  delivered: 3,
  open: 0,
  failed: 1,
  share: 0.75,
  p50Ms: 4000,
  p95Ms: 120_000,
  errors: [
    { code: "in-doubt", attempts: 1, theirs: true },
    { code: "number-invalid", attempts: 1, theirs: false },
  ],
};

it("the list tells the float and how long it lasts, and who has no credentials", async () => {
  const rows = [
    { name: "telecom", on: true, standing, fared },
    {
      name: "a1topup",
      on: false,
      standing: null,
      fared: { ...fared, share: null, p50Ms: null, p95Ms: null },
    },
  ];
  const shown = await textOf(<ProviderList caption="Providers" rows={rows} />);
  for (const words of [
    "75%",
    "90.00 USD",
    "About 9 hours; till Monday",
    "Float low",
    "Paused",
    "No credentials",
  ])
    expect(shown).toContain(words);
});

it("the cards offer what stands open: a pause is ended, what is usual is switched off", async () => {
  const action = async () => ({ failure: null, done: null, typed: {} });
  const actions = {
    pauseAction: action,
    endPauseAction: action,
    switchAction: action,
    alertAction: action,
    checkAction: action,
  };
  const paused = await textOf(<ProviderCards provider="telecom" standing={standing} actions={actions} />);
  for (const words of ["End the pause", "Credentials refused", "As its terms say", "Check now"])
    expect(paused).toContain(words);
  const running = await textOf(
    <ProviderCards provider="telecom" standing={{ ...standing, paused: null }} actions={actions} />,
  );
  expect(running).toContain("15 minutes 1 hour 6 hours 24 hours 7 days");
  const looking = await textOf(<ProviderCards provider="telecom" standing={standing} actions={undefined} />);
  expect(looking).not.toContain("End the pause");
});

it("health names what went wrong, by hour and operator", async () => {
  const hours = await textOf(<HourTable hours={[{ ...fared, hour: "2026-11-26T11:00:00.000Z" }]} />);
  expect(hours).toContain("In doubt: 1");
  const operators = await textOf(
    <OperatorTable
      operators={[{ ...fared, operatorId: "1", name: "MTN", country: "NG" }]}
      hrefOf={(id) => `?operator=${id}`}
    />,
  );
  expect(operators).toContain("MTN");
  expect(await textOf(<ErrorMix errors={fared.errors} most={1} />)).toContain("and 1 other reason");
});

it("a rehearsal tells both sides, and warns of what nobody would deliver", async () => {
  const side: RehearsedRoutes = {
    orders: 4,
    undeliverable: 0,
    cost: usd(26_000_000),
    margin: usd(9_000_000),
    unpriced: 0,
    share: 0.75,
    providers: [{ provider: "reloadly", orders: 4, cost: usd(26_000_000) }],
  };
  const shown = await textOf(
    <RehearsalView
      rehearsal={{
        days: 30,
        looked: 50_000,
        all: false,
        inScope: 10,
        routed: 6,
        changed: 4,
        before: side,
        after: {
          ...side,
          undeliverable: 2,
          cost: usd(28_000_000),
          margin: usd(6_500_000),
          unpriced: 1,
          share: 0.8,
        },
        changes: [
          {
            operatorId: "1",
            country: "GH",
            from: "reloadly",
            to: null,
            orders: 2,
            dearer: usd(-1_500_000),
            shares: { from: 0.75, to: null },
          },
        ],
        names: { "1": "MTN" },
      }}
    />,
  );
  for (const words of [
    "4 of 10 orders",
    "2 orders would not have been delivered",
    "Margin 9.00 USD 6.50 USD −2.50 USD",
    "1 order is not in the margin",
    "2.00 USD",
    "5.0 points",
    "MTN, Ghana",
    "Reloadly → nobody",
    "−1.50 USD",
  ])
    expect(shown).toContain(words);
});
