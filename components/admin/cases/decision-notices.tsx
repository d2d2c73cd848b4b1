import { useTranslations } from "next-intl";
import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { CaseQueue } from "@/lib/reports/types";
import type { FormAction } from "../settle/form-state";
import { When } from "../when";
import { StaffForm } from "./staff-form";

/** Why a decision was refused when its time came; only the code of that was kept. */
function useTellRefusal(): (code: string) => string {
  const [cases, settling] = [
    useTranslations("staff-cases.failures"),
    useTranslations("admin.settle.failures"),
  ];
  return (code) => {
    if (cases.has(code as "other")) return cases(code as "other", { code });
    return settling.has(code as "proposal-gone")
      ? settling(code as "proposal-gone")
      : cases("other", { code });
  };
}

/** What the reader decided and can still take back, what could not be done, and what was taken from them. */
export function DecisionNotices({ queue, undo }: { queue: CaseQueue; undo: FormAction }) {
  const t = useTranslations("staff-cases.queue");
  const why = useTellRefusal();
  return (
    <div className="grid gap-3">
      {queue.decisions.map(({ id, orderId, kind, state, by, failure, carryOutAt }) =>
        state === "waiting" ? (
          <div key={id} data-undo>
            <Notice
              tone="wait"
              live
              title={t.rich("decided", {
                by,
                what: t(`did.${kind}`),
                moment: () => <When at={carryOutAt} />,
              })}
            >
              <StaffForm
                id={`undo-${id}`}
                action={undo}
                hidden={{ decision: id }}
                button={t("undo")}
                pending={t("undoing")}
              />
            </Notice>
          </div>
        ) : (
          <Notice key={id} tone="bad" title={t("couldNot", { what: t(`did.${kind}`) })}>
            {failure && why(failure)}{" "}
            <Link href={`/admin/orders/${orderId}`} prefetch={false} className="link">
              {t("whole")}
            </Link>
          </Notice>
        ),
      )}
      {queue.lost.map(({ orderId, by, at }) => (
        <Notice key={orderId} tone="info" title={t.rich("lost", { by, moment: () => <When at={at} /> })}>
          <Link href={`/admin/review?case=${orderId}`} prefetch={false} className="link">
            {t("see")}
          </Link>
        </Notice>
      ))}
    </div>
  );
}
