import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CaseDesk } from "@/components/admin/cases/case-desk";
import { CaseList } from "@/components/admin/cases/case-list";
import type { CaseTerms } from "@/components/admin/cases/case-terms";
import { DecisionNotices } from "@/components/admin/cases/decision-notices";
import { ReviewKeys } from "@/components/admin/cases/review-keys";
import { LiveRefresh } from "@/components/admin/live-refresh";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/core/permissions";
import { readOpenTerms } from "@/lib/fulfilment";
import { readCases, readStaffOrder } from "@/lib/reports";
import type { CaseQueue } from "@/lib/reports/types";
import type { AppCtx } from "@/lib/runtime";
import { readFloatTrail } from "@/lib/supply";
import { readStaff, requireStaff } from "../../require-staff";
import { areKeysOn } from "../list-shortcuts";
import { firstOf, type Query } from "../prices/first-of";
import {
  answerDisputeAction,
  decideCaseAction,
  leaveAction,
  takeAction,
  undoCaseAction,
} from "./case-actions";

const ACTS = { take: takeAction, leave: leaveAction, decide: decideCaseAction, answer: answerDisputeAction };

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-cases.queue");
  return { title: t("title") };
}

/** The next case that nobody works and that waits for no decision. */
function nextOf({ cases }: CaseQueue, orderId: string): string {
  const at = cases.findIndex((one) => one.orderId === orderId);
  const after = [...cases.slice(at + 1), ...cases.slice(0, Math.max(at, 0))];
  return after.find(({ lease, decision }) => !decision && (!lease || lease.mine))?.orderId ?? "";
}

async function readDesk(ctx: AppCtx, queue: CaseQueue, orderId: string): Promise<CaseTerms> {
  const [terms, order] = await Promise.all([
    readOpenTerms(ctx, { orderId }),
    readStaffOrder(ctx, { id: orderId }),
  ]);
  const attempts = order?.attempts ?? [];
  const doubtful = attempts.filter(({ state }) => state === "in_doubt");
  const trails = await Promise.all(
    doubtful.map(async ({ id }) => [id, await readFloatTrail(ctx, id)] as const),
  );
  return {
    terms,
    attempts,
    next: nextOf(queue, orderId),
    trails: Object.fromEntries(trails.filter(([, { last, next }]) => last ?? next)),
  };
}

export default async function ReviewPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff("orders.read");
  const [queue, query, keys, t] = await Promise.all([
    readCases(ctx),
    searchParams,
    areKeysOn(),
    getTranslations("staff-cases.queue"),
  ]);
  const [asked, kind] = [firstOf(query, "case"), firstOf(query, "kind")];
  const of = queue.cases.filter(({ orderId }) => orderId === asked);
  // An order may wait for several things; without its kind the one that comes first is meant.
  const open = of.find((one) => one.kind === kind) ?? of[0];
  const desk = open && (await readDesk(ctx, queue, open.orderId));
  const acts = may(ctx.actor, "orders.settle") || may(ctx.actor, "orders.act") ? ACTS : null;
  return (
    <>
      {keys && <ReviewKeys />}
      <LiveRefresh everyMs={5000} />
      <h1 className="mb-2 text-xl">{t("title")}</h1>
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      <DecisionNotices queue={queue} undo={undoCaseAction} />
      {queue.cases.length === 0 ? (
        <Notice tone="ok" title={t("empty")} />
      ) : (
        <div className="mt-4 grid items-start gap-4 md:grid-cols-[minmax(16rem,24rem)_1fr]">
          <div>
            <CaseList cases={queue.cases} open={open} />
            {queue.more && <p className="mt-2 text-xs text-ink-3">{t("more")}</p>}
          </div>
          <div className="grid min-w-0 gap-3 max-md:order-first">
            {open && desk ? (
              <CaseDesk of={open} desk={desk} acts={acts} />
            ) : (
              <p className="text-sm text-ink-2">{asked ? t("gone") : t("choose")}</p>
            )}
            {keys && <p className="text-xs text-ink-3">{t("keys")}</p>}
          </div>
        </div>
      )}
    </>
  );
}
