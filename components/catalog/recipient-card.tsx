import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";
import type { OperatorMark } from "@/lib/catalog/types";

interface Choice {
  name: string;
  href: string;
  /** The one this page is about. */
  chosen: boolean;
  mark?: string;
}

/** How sure we are of the operator, in words. */
interface Certainty {
  text: string;
  /** The buyer should look twice. */
  doubtful: boolean;
  /** Networks to choose from, where sources name different ones. */
  which?: { label: string; note: string; choices: Choice[] };
}

/** Links, so that choosing needs no script; the likelier one is where the buyer already is. */
function WhichOperator({ label, note, choices }: NonNullable<Certainty["which"]>) {
  return (
    <>
      <ul aria-label={label} className="grid gap-2">
        {choices.map(({ name, href, chosen, mark }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={chosen ? "true" : undefined}
              className={`flex min-h-12 items-center gap-3 rounded-md border bg-surface px-3 text-ink no-underline ${chosen ? "border-ink font-bold" : "border-rule hover:border-ink"}`}
            >
              <span
                aria-hidden
                className={`grid size-4 flex-none place-items-center rounded-full border ${chosen ? "border-ink" : "border-rule-strong"}`}
              >
                {chosen && <span className="size-2 rounded-full bg-ink" />}
              </span>
              <span className="min-w-0">{name}</span>
              {mark && <span className="ms-auto flex-none text-xs font-normal text-ink-2">{mark}</span>}
            </Link>
          </li>
        ))}
      </ul>
      <p className="text-xs text-ink-2">{note}</p>
    </>
  );
}

/** Who it is for, how sure we are of the operator, and both ways to change it. */
export function RecipientCard({
  operator,
  look,
  country,
  number,
  certainty,
  texts,
  changeOperator,
  heading: Title = "h1",
  children,
}: {
  operator: string;
  /** Of its monogram, where staff chose one. */
  look?: OperatorMark | undefined;
  country: string;
  /** `+234 803 123 4567` */
  number: string;
  certainty: Certainty;
  texts: { to: string; changeOperator: string; changeNumber: string };
  changeOperator: string;
  /** `p` where another heading stands on the page. */
  heading?: "h1" | "p";
  /** The number form, folded away. */
  children: ReactNode;
}) {
  return (
    <Card className="grid gap-4">
      <div className="flex items-start gap-4">
        <Monogram name={operator} mark={look} size={52} />
        <div className="grid min-w-0 gap-0.5">
          <Title className="text-[1.5rem] font-bold leading-tight tracking-tight">
            {operator} <span className="font-semibold text-ink-2">{country}</span>
          </Title>
          <p className="text-ink-2">
            {texts.to}{" "}
            <bdi dir="ltr" className="num font-bold whitespace-nowrap text-ink">
              {number}
            </bdi>
          </p>
        </div>
      </div>
      <div
        className={`grid gap-3 rounded-md px-3.5 py-2.5 text-sm ${certainty.doubtful ? "bg-marigold-wash" : "bg-sunk text-ink-2"}`}
      >
        <p>{certainty.text}</p>
        {certainty.which && <WhichOperator {...certainty.which} />}
      </div>
      <div className="-my-2 flex flex-wrap items-start gap-x-6">
        <Link
          href={changeOperator}
          prefetch={false}
          className="link inline-flex min-h-12 items-center text-sm"
        >
          {texts.changeOperator}
        </Link>
        <details className="open:w-full">
          <summary className="link inline-flex min-h-12 list-none items-center text-sm [&::-webkit-details-marker]:hidden">
            {texts.changeNumber}
          </summary>
          <div className="pt-1 pb-3">{children}</div>
        </details>
      </div>
    </Card>
  );
}
