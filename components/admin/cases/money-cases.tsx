import type { ReactNode } from "react";
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/core/money";
import { Amount } from "../amount";
import { CodeText } from "../code-text";
import { buttonClass } from "../control-class";
import { Fact, FactList } from "../fact-list";
import { When } from "../when";
import type { CaseParts } from "./case-terms";
import { StaffForm } from "./staff-form";
import { TwoWays } from "./two-ways";

type Ways = Parameters<typeof TwoWays>[0]["ways"];

/** What is the matter, what it means, and the ways out of it. */
function Question({
  title,
  text,
  ways,
  ...parts
}: CaseParts & { title: string; text: ReactNode; ways: Ways }) {
  return (
    <div className="grid gap-3">
      <p className="font-semibold">{title}</p>
      <p className="text-sm text-ink-2">{text}</p>
      <TwoWays {...parts} ways={ways} />
    </div>
  );
}

/** A refund that a second one of staff has to confirm. */
export function RefundAsked(parts: CaseParts) {
  const t = useTranslations("staff-cases.refund");
  const locale = useLocale();
  const { refund } = parts.of;
  if (!refund) return null;
  const amount = formatMoney(refund.amount, locale);
  const agree = { kind: "refund-agree", button: t("agree", { amount }), next: true, proposal: refund.id };
  return (
    <Question
      {...parts}
      title={t("proposed", { by: refund.by, amount })}
      text={
        <>
          {refund.note}
          {refund.mine && <span className="mt-2 block">{t("mine")}</span>}
        </>
      }
      ways={[
        ...(refund.mine ? [] : [agree]),
        { kind: "refund-withdraw", button: t("withdraw"), proposal: refund.id },
      ]}
    />
  );
}

/** A payment nothing is sent for until staff have looked at who pays. */
export function HeldBack(parts: CaseParts) {
  const t = useTranslations("admin.settle.heldBack");
  const known = (["disputed", "fraud-warning", "restored"] as const).find((why) => why === parts.of.why);
  return (
    <Question
      {...parts}
      title={t("title", { why: t(`why.${known ?? "other"}`) })}
      text={t("text")}
      ways={[
        { kind: "let-through", button: t("through"), next: true, says: t("throughSays") },
        { kind: "turn-away", button: t("away"), note: t("note"), says: t("awaySays") },
      ]}
    />
  );
}

/** A refund failed: the buyer is owed it until Stripe or a person has paid it. */
export function Owed(parts: CaseParts) {
  const t = useTranslations("admin.settle.owed");
  const amount = formatMoney(parts.of.owed ?? parts.of.total, useLocale());
  return (
    <Question
      {...parts}
      title={t("title", { amount })}
      text={t("text")}
      ways={[
        { kind: "refund-again", button: t("again"), next: true, says: t("againSays") },
        { kind: "paid-by-hand", button: t("hand"), note: t("note"), says: t("handSays") },
      ]}
    />
  );
}

/** A bank waits for evidence: what it wants, until when, and the form that sends it. */
export function Disputed({ of, acts }: Omit<CaseParts, "desk">) {
  const t = useTranslations("admin.settle.disputes");
  const q = useTranslations("staff-cases.queue");
  const { dispute, orderId } = of;
  if (!dispute) return null;
  const { id, amount, reason, dueBy } = dispute;
  return (
    <div className="grid gap-3">
      <FactList>
        <Fact label={t("dispute")}>
          <CodeText>{id}</CodeText>
        </Fact>
        <Fact label={q("demanded")}>
          <Amount of={amount} />
        </Fact>
        <Fact label={q("bankSays")}>{reason.replaceAll("_", " ")}</Fact>
        <Fact label={t("due")}>{dueBy && <When at={dueBy} />}</Fact>
      </FactList>
      <p>
        <a href={`/admin/orders/${orderId}/evidence`} className={buttonClass} download>
          {t("pack")}
        </a>
      </p>
      <StaffForm
        id="answer-dispute"
        action={acts.answer}
        tone="next"
        hidden={{ order: orderId, dispute: id }}
        fields={[{ name: "note", label: t("note"), hint: t("noteHint"), as: "area", optional: true }]}
        button={q("answer")}
        pending={t("sending")}
        says={q("answerSays")}
      />
    </div>
  );
}
