import { useTranslations } from "next-intl";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { REVIEW_REASONS, VERDICTS } from "@/lib/fulfilment/review-schema";
import type { CaseView, StaffAttempt } from "@/lib/reports/types";
import { Amount } from "../amount";
import { Fact, FactList } from "../fact-list";
import { FloatHint } from "../float-hint";
import { OrderChip } from "../state-chip";
import { useWords } from "../use-words";
import { When } from "../when";
import type { CaseActs, CaseTerms } from "./case-terms";
import { Disputed, HeldBack, Owed, RefundAsked } from "./money-cases";
import { StaffForm } from "./staff-form";
import { TwoWays } from "./two-ways";
import { providerTitle } from "../provider-title";

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
          {of.kind === "owed" && <Owed {...parts} acts={acts} />}
          {of.kind === "dispute" && <Disputed of={of} acts={acts} />}
        </>
      )}
      {of.decision && <p className="text-sm font-semibold">{t("waitsText", { by: of.decision.by })}</p>}
    </Card>
  );
}
