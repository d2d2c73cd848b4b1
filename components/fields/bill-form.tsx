"use client";

import { useActionState, useState, type FormEvent } from "react";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ACCOUNT, type FieldView } from "@/lib/catalog/field-schema";
import { AmountInput, type AmountTexts } from "./amount-input";
import { FieldControl } from "./field-control";
import type { FieldTexts } from "./field-texts";
import { FormShell } from "./form-shell";
import { useFieldsForm, type FieldsState } from "./use-fields-form";

export interface BillState extends FieldsState {
  /** What the biller says is due, written; null before it was asked. */
  bill: { name: string; value: string }[] | null;
}

/** One named thing of a biller that is paid for at a fixed price. */
export interface BillPackage {
  /** Of the product. */
  id: string;
  title: string;
  detail: string;
  price: string;
}

interface Texts {
  packages: string;
  /** Beside the packages: any amount. */
  other: string;
  submit: string;
  pending: string;
  refused: string;
  /** Heads what the biller says. */
  found: string;
}

function Packages({ legend, packages, chosen }: { legend: string; packages: BillPackage[]; chosen: string }) {
  return (
    // What was found to be due is another choice than the one that stood there.
    <fieldset key={chosen} className="grid gap-2">
      <legend className="mb-1.5 text-sm font-semibold">{legend}</legend>
      {packages.map(({ id, title, detail, price }) => (
        <label
          key={id}
          className="flex min-h-14 items-center gap-3 rounded-md border border-rule bg-surface px-4 py-2 has-checked:border-ink"
        >
          <input
            type="radio"
            name="product"
            value={id}
            data-any={price === "" || undefined}
            defaultChecked={id === chosen}
            className="size-5 flex-none accent-ink"
          />
          <span className="grid min-w-0">
            <span className="num font-bold">{title}</span>
            {detail && <span className="text-xs text-ink-3">{detail}</span>}
          </span>
          {price && <span className="num ms-auto text-sm text-ink-2">{price}</span>}
        </label>
      ))}
    </fieldset>
  );
}

function Bill({ title, bill }: { title: string; bill: NonNullable<BillState["bill"]> }) {
  return (
    <Notice tone="ok" title={title} live>
      <dl className="grid gap-1 text-ink">
        {bill.map(({ name, value }) => (
          <div key={name} className="flex flex-wrap justify-between gap-x-4">
            <dt className="text-ink-2">{name}</dt>
            <dd className="num font-semibold">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Notice>
  );
}

/** Account, what is due where the biller tells it, and what is paid. One form with two buttons; it needs no script. */
export function BillForm({
  action,
  hidden,
  fields,
  texts,
  range,
  packages,
  words,
  look,
}: {
  action: (state: BillState, form: FormData) => Promise<BillState>;
  hidden: Record<string, string>;
  fields: FieldView[];
  texts: Record<string, FieldTexts>;
  /** The product that any amount within bounds is paid by. */
  range?: { id: string; amount: AmountTexts } | undefined;
  packages: BillPackage[];
  words: Texts;
  /** Absent where nobody tells what is due. */
  look?: { submit: string; pending: string; why: string } | undefined;
}) {
  const [state, send, pending] = useActionState(action, { failure: null, typed: {}, bill: null });
  const { form, notice, scripted, control, refusal, submit, sendAsIs, ...rest } = useFieldsForm({
    fields,
    texts,
    state,
    send,
  });
  const [pressed, setPressed] = useState("");
  const [account, others] = [
    fields.filter(({ name }) => name === ACCOUNT),
    fields.filter(({ name }) => name !== ACCOUNT),
  ];
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    const step = submitter?.getAttribute("value") ?? "";
    setPressed(step);
    // To be told what is due, the account alone has to be there: the server says so.
    if (step === "look") sendAsIs(event);
    else submit(event);
  };
  return (
    <FormShell
      {...{ form, scripted, hidden, refusal, notice }}
      action={send}
      onSubmit={onSubmit}
      title={words.refused}
    >
      {account.map((field) => (
        <FieldControl key={field.name} {...control(field)} />
      ))}
      {look && (
        <div className="grid gap-1.5">
          <button type="submit" name="step" value="look" disabled={pending} className={buttonClass("quiet")}>
            {pending && pressed === "look" ? look.pending : look.submit}
          </button>
          <p className="text-xs text-ink-3">{look.why}</p>
        </div>
      )}
      {state.bill && <Bill title={words.found} bill={state.bill} />}
      {packages.length === 0 && range && <input type="hidden" name="product" value={range.id} />}
      {packages.length > 0 && (
        <Packages
          legend={words.packages}
          packages={[
            ...packages,
            ...(range ? [{ id: range.id, title: words.other, detail: "", price: "" }] : []),
          ]}
          chosen={state.typed["product"] ?? packages[0]?.id ?? ""}
        />
      )}
      {others.map((field) => (
        <FieldControl key={field.name} {...control(field)} />
      ))}
      {range && (
        // A package has its own amount; a browser that cannot tell shows the control, and what is typed is left out.
        <div className="in-[form:has(input[name=product]:checked:not([data-any]))]:hidden">
          <AmountInput texts={range.amount} {...rest.amount} />
        </div>
      )}
      <button
        type="submit"
        name="step"
        value="price"
        disabled={pending}
        className={`${buttonClass("next")} w-full`}
      >
        {pending && pressed === "price" ? words.pending : words.submit}
      </button>
    </FormShell>
  );
}
