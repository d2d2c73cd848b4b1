import { PinCard } from "@/components/orders/pin-card";
import type { ProductKind } from "@/lib/catalog/types";
import type { ArtefactView } from "@/lib/orders/types";
import { EsimCard } from "./esim-card";
import { GiftCodeCard } from "./gift-code-card";

/** A code that was bought, with what can be done with it, by its sort. */
export function ArtefactCard({
  artefact,
  kind,
  operator,
  redeem,
}: {
  artefact: ArtefactView;
  kind: ProductKind;
  operator: string;
  /** How codes of a gift card are used, where a provider says it. */
  redeem: string;
}) {
  if (artefact.kind === "pin") return <PinCard pin={artefact} kind={kind} operator={operator} />;
  if (artefact.kind === "esim") return <EsimCard esim={artefact} />;
  return <GiftCodeCard gift={artefact} brand={operator} redeem={redeem} />;
}
