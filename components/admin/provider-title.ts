const TITLES: Record<string, string> = {
  reloadly: "Reloadly",
  bitrefill: "Bitrefill",
  valuetopup: "ValueTopup",
  a1topup: "A1Topup",
  telecom: "Telecom",
};

/** How a provider writes its name. */
export const providerTitle = (name: string): string => TITLES[name] ?? name;
