/** A few numbered steps, each a short text. */
export function StepList({ title, steps }: { title: string; steps: string[] }) {
  return (
    <section className="grid gap-3">
      <h2 className="text-[1.375rem]">{title}</h2>
      <ol className="grid gap-3 md:grid-cols-3">
        {steps.map((text, at) => (
          <li
            key={text}
            className="flex gap-3 rounded-md border border-rule bg-surface p-4 text-sm text-ink-2"
          >
            <span aria-hidden="true" className="num text-lg leading-none font-extrabold text-ink">
              {at + 1}
            </span>
            {text}
          </li>
        ))}
      </ol>
    </section>
  );
}
