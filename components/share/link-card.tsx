import { CopyButton } from "@/components/orders/copy-button";
import { buttonClass } from "@/components/ui/button";

/** An address to hand on: to copy, to send, or to let somebody scan. */
export function LinkCard({
  link,
  qr,
  words,
  texts,
}: {
  link: string;
  /** The same as a QR code: an SVG as a data address. */
  qr?: { src: string; label: string; heading: string };
  /** What is sent with it. */
  words: string;
  texts: { link: string; copy: string; copied: string; whatsapp: string };
}) {
  return (
    <div className="grid gap-4">
      <div>
        <p className="text-sm font-semibold">{texts.link}</p>
        <p
          className="mt-1.5 max-h-32 overflow-y-auto rounded-md bg-sunk px-4 py-3 text-sm break-all select-all"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
          tabIndex={0}
        >
          <bdi dir="ltr">{link}</bdi>
        </p>
      </div>
      <div className="flex flex-wrap gap-3 print:hidden">
        <CopyButton text={link} label={texts.copy} done={texts.copied} />
        <a
          href={`https://wa.me/?text=${encodeURIComponent(words)}`}
          rel="noreferrer"
          target="_blank"
          className={buttonClass("quiet")}
        >
          {texts.whatsapp}
        </a>
      </div>
      {qr && (
        <figure className="grid justify-items-start gap-2">
          <figcaption className="text-sm font-semibold">{qr.heading}</figcaption>
          {/* eslint-disable-next-line @next/next/no-img-element -- an SVG in the page itself: nothing to optimise */}
          <img src={qr.src} alt={qr.label} width={220} height={220} className="rounded-md bg-white p-2" />
        </figure>
      )}
    </div>
  );
}
