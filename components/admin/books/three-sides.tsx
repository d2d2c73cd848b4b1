import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { AttemptState, OrderState, PaymentState } from "@/lib/core/transitions";
import type { BreakSide, BreakSides, SideEntry } from "@/lib/reports/books/types";
import { MicroAmount } from "../amount";
import { CodeText } from "../code-text";
import { providerTitle } from "../provider-title";
import { AttemptChip, OrderChip, PaymentChip } from "../state-chip";
import { When } from "../when";

type Whose = keyof BreakSides;

function StateOf({ of: { what, state } }: { of: SideEntry }) {
  const t = useTranslations("staff-prices.sides.states");
  if (!state) return null;
  if (what === "order") return <OrderChip state={state as OrderState} />;
  if (what === "payment") return <PaymentChip state={state as PaymentState} />;
  if (what === "attempt") return <AttemptChip state={state as AttemptState} />;
  return <Chip>{t(state as "delivered")}</Chip>;
}

function Reference({ of: { what, reference } }: { of: SideEntry }) {
  if (what !== "order") return <CodeText>{reference}</CodeText>;
  return (
    <Link href={`/admin/orders/${reference}`} prefetch={false} className="link break-all">
      <CodeText>{reference}</CodeText>
    </Link>
  );
}

function Entry({ of }: { of: SideEntry }) {
  const t = useTranslations("staff-prices.sides.what");
  return (
    <li className="grid gap-0.5 border-t border-rule py-2 text-[0.875rem]">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <span className="inline-flex flex-wrap items-center gap-2 font-semibold">
          {t(of.what as "order")} <StateOf of={of} />
        </span>
        {of.amount && (
          <span className="num ms-auto">
            <MicroAmount of={of.amount} />
          </span>
        )}
      </p>
      <p className="text-xs text-ink-2 [overflow-wrap:anywhere]">
        <Reference of={of} />
      </p>
      <p className="text-xs text-ink-3">
        <When at={of.at} />
      </p>
    </li>
  );
}

function Side({ whose, side }: { whose: Whose; side: BreakSide }) {
  const t = useTranslations("staff-prices.sides");
  const name = side.who.length > 0 ? side.who.map(providerTitle).join(", ") : t(`of.${whose}`);
  return (
    <section
      className={`min-w-0 rounded-md border px-3 pt-2 pb-1 ${side.differs.length > 0 ? "border-clay" : "border-rule"}`}
    >
      <h4 className="flex flex-wrap items-center gap-2 text-sm font-bold">
        {name}
        {side.differs.map((one) => (
          <Chip key={one} tone="bad">
            {t(`differs.${one}`)}
          </Chip>
        ))}
      </h4>
      {side.compared && (
        <p className="num mt-1 text-base font-bold">
          <MicroAmount of={side.compared} />{" "}
          <span className="text-xs font-normal text-ink-3">{t("compared")}</span>
        </p>
      )}
      {side.entries.length > 0 ? (
        <ul className="mt-2">
          {side.entries.map((entry) => (
            <Entry key={entry.key} of={entry} />
          ))}
        </ul>
      ) : (
        <p className="mt-2 border-t border-rule py-2 text-sm text-ink-2">{t(`nothing.${whose}`)}</p>
      )}
    </section>
  );
}

const WHOSE: readonly Whose[] = ["ours", "stripe", "provider"];

/** Our books, Stripe's and the provider's beside each other; below 800 px under each other. Where one says something else than ours it is marked. */
export function ThreeSides({ sides }: { sides: BreakSides }) {
  return (
    <div className="grid items-start gap-3 md:grid-cols-3">
      {WHOSE.map((whose) => (
        <Side key={whose} whose={whose} side={sides[whose]} />
      ))}
    </div>
  );
}
