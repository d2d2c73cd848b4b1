import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { ProviderStanding } from "@/lib/reports/types";
import { MicroAmount } from "../amount";
import { Fact, FactList } from "../fact-list";
import type { FormAction } from "../settle/form-state";
import { useWords } from "../use-words";
import { When } from "../when";
import { FieldForm } from "./field-form";
import { RunwayText } from "./runway-text";

export type SupplyActions = Record<
  "pauseAction" | "endPauseAction" | "switchAction" | "alertAction" | "checkAction",
  FormAction
>;

interface CardProps {
  provider: string;
  standing: ProviderStanding | null;
  /** Absent for who may only look. */
  actions: SupplyActions | undefined;
}

const HEAD = "mb-3 text-base font-bold";

function FloatCard({ provider, standing, actions }: CardProps) {
  const t = useTranslations("staff-supply.float");
  const { float = null, floatAt = null, spent = null, runway = null, alertBelow, alertSeen } = standing ?? {};
  return (
    <Card className="grid content-start gap-4 sm:p-5">
      <div>
        <h2 className={HEAD}>{t("title")}</h2>
        <FactList>
          <Fact label={t("left")}>{float && <MicroAmount of={float} />}</Fact>
          <Fact label={t("readAt")}>{floatAt && <When at={floatAt} />}</Fact>
          <Fact label={t("spent")}>{spent && <MicroAmount of={spent} />}</Fact>
          <Fact label={t("lasts")}>
            <RunwayText runway={runway} float={float} />
          </Fact>
        </FactList>
      </div>
      {actions && (
        <FieldForm
          id="alert"
          action={actions.alertAction}
          hidden={{ provider, seen: `${alertSeen?.hours ?? ""} ${alertSeen?.micros ?? ""}` }}
          fields={[
            {
              name: "hours",
              label: t("alertHours"),
              type: "number",
              least: 0,
              most: 336,
              hint: t("alertHint"),
              value: alertBelow ? String(alertBelow.hours) : "",
            },
            {
              name: "amount",
              label: t("alertAmount", { currency: float?.currency ?? "" }),
              value: alertBelow?.float ? String(alertBelow.float.micros / 1_000_000) : "",
            },
          ]}
          texts={{ button: t("alertSet"), pending: t("alertPending") }}
        />
      )}
    </Card>
  );
}

function SwitchCard({ provider, standing, actions }: CardProps) {
  const t = useTranslations("staff-supply.switching");
  const now = standing?.switchedOn ?? null;
  const seen = now === null ? "usual" : now ? "on" : "off";
  return (
    <Card className="grid content-start gap-4 sm:p-5">
      <div>
        <h2 className={HEAD}>{t("title")}</h2>
        <p className="text-sm text-ink-2">{t(`now.${seen}`)}</p>
      </div>
      {actions && (
        <FieldForm
          id="switch"
          action={actions.switchAction}
          hidden={{ provider, seen }}
          fields={[
            {
              name: "on",
              label: t("to"),
              value: seen === "off" ? "on" : "off",
              options: (["on", "off", "usual"] as const).map((value) => ({
                value,
                text: t(`choice.${value}`),
              })),
            },
            { name: "reason", label: t("reason"), required: true },
          ]}
          texts={{ button: t("submit"), pending: t("pending") }}
        />
      )}
    </Card>
  );
}

const MINUTES = [15, 60, 360, 1440, 10_080];

function PauseCard({ provider, standing, actions }: CardProps) {
  const t = useTranslations("staff-supply.pause");
  const words = useWords();
  const paused = standing?.paused ?? null;
  const seen = paused?.until ?? "";
  return (
    <Card className="grid content-start gap-4 sm:p-5">
      <div>
        <h2 className={HEAD}>{t("title")}</h2>
        {paused ? (
          <p className="text-sm">
            {t("until")} <When at={paused.until} />
            {paused.why && <span className="block text-ink-2">{words("verdict", paused.why)}</span>}
          </p>
        ) : (
          <p className="text-sm text-ink-2">{t("none")}</p>
        )}
      </div>
      {actions && paused && (
        <FieldForm
          id="end-pause"
          action={actions.endPauseAction}
          hidden={{ provider, seen }}
          texts={{ button: t("end"), pending: t("ending") }}
        />
      )}
      {actions && !paused && (
        <FieldForm
          id="pause"
          action={actions.pauseAction}
          hidden={{ provider, seen: standing?.pausedSeen ?? "" }}
          fields={[
            {
              name: "minutes",
              label: t("for"),
              value: "60",
              options: MINUTES.map((minutes) => ({
                value: String(minutes),
                text: t("minutes", { minutes, hours: minutes / 60 }),
              })),
            },
            { name: "reason", label: t("reason"), required: true, hint: t("hint") },
          ]}
          texts={{ button: t("submit"), pending: t("pending") }}
        />
      )}
    </Card>
  );
}

function CheckCard({ provider, actions }: CardProps) {
  const t = useTranslations("staff-supply.check");
  if (!actions) return null;
  return (
    <Card className="grid content-start gap-4 sm:p-5">
      <div>
        <h2 className={HEAD}>{t("title")}</h2>
        <p className="text-sm text-ink-2">{t("text")}</p>
      </div>
      <FieldForm
        id="check"
        action={actions.checkAction}
        hidden={{ provider }}
        texts={{ button: t("submit"), pending: t("pending") }}
      />
    </Card>
  );
}

/** What a person may do about a provider: its float and when it is told of, on and off, a pause, and whether it knows us. */
export function ProviderCards(props: CardProps) {
  return (
    <div className="mt-4 grid gap-4 md:grid-cols-2 lg:grid-cols-4">
      <FloatCard {...props} />
      <SwitchCard {...props} />
      <PauseCard {...props} />
      <CheckCard {...props} />
    </div>
  );
}
