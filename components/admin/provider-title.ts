const TITLES: Record<string, string> = {
  reloadly: "Reloadly",
  bitrefill: "Bitrefill",
  valuetopup: "ValueTopup",
  a1topup: "A1Topup",
  telecom: "Telecom",
  stripe: "Stripe",
};

/** How a provider, or Stripe, writes its name. */
export const providerTitle = (name: string): string => TITLES[name] ?? name;
