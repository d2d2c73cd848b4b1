import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { formatMoney } from "@/lib/core/money";
import { REVIEW_REASONS, VERDICTS } from "@/lib/fulfilment/review-schema";
import type { OpenTerms } from "@/lib/fulfilment/types";
import type { CaseView, StaffAttempt } from "@/lib/reports/types";
import { Amount } from "../amount";
import { Fact, FactList } from "../fact-list";
import { FloatHint, type FloatTrailView } from "../float-hint";
import type { FormAction } from "../settle/form-state";
import { OrderChip } from "../state-chip";
import { useWords } from "../use-words";
import { When } from "../when";
import { StaffForm } from "./staff-form";
import { providerTitle } from "../provider-title";

/** What may be done with a case: server actions, handed down by the page. */
export interface CaseActs {
  take: FormAction;
  leave: FormAction;
  decide: FormAction;
}

export interface CaseTerms {
  /** Null while no attempt is open. */
  terms: OpenTerms | null;
  trails: Record<string, FloatTrailView>;
  attempts: StaffAttempt[];
  /** Where one goes after a decision. */
  next: string;
}

function Lease({ of, acts }: { of: CaseView; acts: CaseActs }) {
  const t = useTranslations("staff-cases.queue");
  const { lease, orderId } = of;
  const form = (over: string, button: string) => (
    <StaffForm
      id="take"
      action={acts.take}
      hidden={{ order: orderId, over }}
      button={button}
      pending={t("taking")}
    />
  );
  if (!lease) return form("no", t("take"));
  if (!lease.mine)
    return (
      <Notice
        tone="wait"
        title={t.rich("isTheirs", { by: lease.by, moment: () => <When at={lease.until} /> })}
      >
        {form("yes", t("takeOver", { by: lease.by }))}
      </Notice>
    );
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm text-ink-2">
      <span>{t.rich("isMine", { moment: () => <When at={lease.until} /> })}</span>
      <StaffForm
        id="leave"
        action={acts.leave}
        hidden={{ order: orderId }}
        button={t("leave")}
        pending={t("leaving")}
      />
    </div>
  );
}

function SettleForm({ of, desk, acts }: { of: CaseView; desk: CaseTerms; acts: CaseActs }) {
  const t = useTranslations("admin.settle.review");
  const q = useTranslations("staff-cases.queue");
  const review = desk.terms?.review;
  if (!review) return null;
  return (
    <div className="grid gap-3">
      {review.needsSecond && <p className="text-sm font-semibold">{t("second")}</p>}
      {!review.decidable && (
        <p className="text-sm font-semibold text-clay">
          {t.rich("from", { moment: () => <When at={review.decidableFrom} /> })}
        </p>
      )}
      {Object.entries(desk.trails).map(([id, trail]) => (
        <FloatHint key={id} trail={trail} />
      ))}
      <StaffForm
        id="settle-case"
        action={acts.decide}
        tone="next"
        hidden={{ order: of.orderId, kind: "settle", next: desk.next }}
        fields={[
          {
            name: "verdict",
            label: t("verdict"),
            as: "radio",
            options: VERDICTS.map((value) => ({ value, text: t(`verdicts.${value}`) })),
          },
          {
            name: "reason",
            label: t("reason"),
            as: "select",
            options: [
              { value: "", text: t("reasonNone") },
              ...REVIEW_REASONS.map((value) => ({ value, text: t(`reasons.${value}`) })),
            ],
          },
          { name: "note", label: t("note"), hint: t("noteHint"), as: "area" },
          {
            name: "operatorReference",
            label: t("operatorReference"),
            hint: t("operatorReferenceHint"),
            optional: true,
          },
          ...(review.brings ? [{ name: "code", label: t("code"), hint: t("codeHint"), optional: true }] : []),
        ]}
        button={review.needsSecond ? t("propose") : t("submit")}
        pending={t("pending")}
        says={q("undoSays")}
      />
    </div>
  );
}

function TwoWays({
  of,
  desk,
  acts,
  ways,
}: {
  of: CaseView;
  desk: CaseTerms;
  acts: CaseActs;
  ways: { kind: string; button: string; note?: string; next?: boolean; proposal?: string }[];
}) {
  const q = useTranslations("staff-cases.queue");
  return (
    <div className="grid gap-4">
      {ways.map(({ kind, button, note, next, proposal }) => (
        <StaffForm
          key={kind}
          id={`decide-${kind}`}
          action={acts.decide}
          tone={next ? "next" : "quiet"}
          hidden={{ order: of.orderId, kind, next: desk.next, ...(proposal ? { proposal } : {}) }}
          fields={note ? [{ name: "note", label: note, as: "area" }] : []}
          button={button}
          pending={q("deciding")}
          says={q("undoSays")}
        />
      ))}
    </div>
  );
}

function Proposed({ of, desk, acts }: { of: CaseView; desk: CaseTerms; acts: CaseActs }) {
  const t = useTranslations("admin.settle");
  const { proposal } = of;
  if (!proposal) return null;
  const ways = [
    ...(proposal.mine
      ? []
      : [{ kind: "agree", button: t("proposal.confirm"), next: true, proposal: proposal.id }]),
    { kind: "withdraw", button: t("proposal.withdraw"), proposal: proposal.id },
  ];
  return (
    <div className="grid gap-3">
      <p className="font-semibold">
        {t("proposal.title", { by: proposal.by, verdict: t(`review.verdicts.${proposal.verdict}`) })}
      </p>
      <FactList>
        <Fact label={t("proposal.note")}>{proposal.note}</Fact>
        <Fact label={t("proposal.reference")}>{proposal.operatorReference}</Fact>
      </FactList>
      {proposal.mine && <p className="text-sm">{t("proposal.mine")}</p>}
      <TwoWays of={of} desk={desk} acts={acts} ways={ways} />
    </div>
  );
}

function RefundAsked({ of, desk, acts }: { of: CaseView; desk: CaseTerms; acts: CaseActs }) {
  const t = useTranslations("staff-cases.refund");
  const locale = useLocale();
  const { refund } = of;
  if (!refund) return null;
  const amount = formatMoney(refund.amount, locale);
  return (
    <div className="grid gap-3">
      <p className="font-semibold">{t("proposed", { by: refund.by, amount })}</p>
      <p className="text-sm text-ink-2">{refund.note}</p>
      {refund.mine && <p className="text-sm">{t("mine")}</p>}
      <TwoWays
        of={of}
        desk={desk}
        acts={acts}
        ways={[
          ...(refund.mine
            ? []
            : [{ kind: "refund-agree", button: t("agree", { amount }), next: true, proposal: refund.id }]),
          { kind: "refund-withdraw", button: t("withdraw"), proposal: refund.id },
        ]}
      />
    </div>
  );
}

function HeldBack({ of, desk, acts }: { of: CaseView; desk: CaseTerms; acts: CaseActs }) {
  const t = useTranslations("admin.settle.heldBack");
  const known = (["disputed", "fraud-warning", "restored"] as const).find((why) => why === of.why);
  return (
    <div className="grid gap-3">
      <p className="font-semibold">{t("title", { why: t(`why.${known ?? "other"}`) })}</p>
      <p className="text-sm text-ink-2">{t("text")}</p>
      <TwoWays
        of={of}
        desk={desk}
        acts={acts}
        ways={[
          { kind: "let-through", button: t("through"), next: true },
          { kind: "turn-away", button: t("away"), note: t("note") },
        ]}
      />
    </div>
  );
}

function Tried({ attempts }: { attempts: StaffAttempt[] }) {
  const words = useWords();
  return (
    <ul className="grid gap-1 text-sm">
      {attempts.map(({ id, n, provider, reference, verdict, lastSentAt }) => (
        <li key={id} className="flex flex-wrap gap-x-3">
          <span className="font-semibold">
            {n} {providerTitle(provider)}
          </span>
          <span>{verdict && words("verdict", verdict)}</span>
          <code className="text-xs break-all">{reference}</code>
          <When at={lastSentAt} />
        </li>
      ))}
    </ul>
  );
}

/** The case that is open: what is known of it, whose it is, and the forms that decide it. */
export function CaseDesk({ of, desk, acts }: { of: CaseView; desk: CaseTerms; acts: CaseActs | null }) {
  const t = useTranslations("staff-cases.queue");
  const free = !of.lease || of.lease.mine;
  const parts = { of, desk, acts };
  return (
    <Card asks className="grid gap-4 sm:p-5">
      <h2 className="flex flex-wrap items-center gap-2 text-lg">
        {of.operator} · <Amount of={of.total} /> <OrderChip state={of.state} />
      </h2>
      <p className="text-sm">
        <Link href={`/admin/orders/${of.orderId}`} prefetch={false} className="link">
          {t("whole")}
        </Link>
      </p>
      <Tried attempts={desk.attempts} />
      {acts && <Lease of={of} acts={acts} />}
      {acts && free && !of.decision && (
        <>
          {of.kind === "review" && !of.proposal && <SettleForm {...parts} acts={acts} />}
          {of.kind === "review" && of.proposal && <Proposed {...parts} acts={acts} />}
          {of.kind === "held-back" && <HeldBack {...parts} acts={acts} />}
          {of.kind === "refund" && <RefundAsked {...parts} acts={acts} />}
        </>
      )}
      {of.decision && <p className="text-sm font-semibold">{t("waitsText", { by: of.decision.by })}</p>}
    </Card>
  );
}
