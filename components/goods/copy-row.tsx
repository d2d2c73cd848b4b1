import { CopyButton } from "@/components/orders/copy-button";

/** A text to be copied, or marked by hand. */
export function CopyRow({
  name,
  text,
  copy,
  done,
}: {
  name: string;
  text: string;
  /** "Copy the address" */
  copy: string;
  done: string;
}) {
  return (
    <div className="grid gap-1.5 border-t border-rule py-3 first:border-t-0">
      <dt className="text-sm text-ink-2">{name}</dt>
      <dd className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <bdi dir="ltr" className="num min-w-0 font-bold break-all select-all">
          {text}
        </bdi>
        <CopyButton text={text} label={copy} done={done} />
      </dd>
    </div>
  );
}
