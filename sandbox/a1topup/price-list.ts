/** One operator as A1Topup sells it. */
export interface SoldOperator {
  /** Word of the wire format. */
  code: string;
  name: string;
  /** The network in the world file. */
  worldKey: string;
  /** Hundredths of a percent of the amount. */
  commission: number;
  /** Whole rupees that the operator takes. */
  amounts: number[];
}

const TALK_TIME = [10, 20, 50, 100, 500, 1000];

/** Everything that is sold; Tata Docomo is not. The document names three of the codes and no amounts. README.md, "What it is built on". */
export const OPERATORS: SoldOperator[] = [
  {
    code: "AIRTEL",
    name: "Airtel",
    worldKey: "in-airtel",
    commission: 600,
    amounts: [...TALK_TIME, 22, 26, 77, 121, 161, 181, 199, 219, 299, 349, 449, 579, 649, 799, 859, 5000],
  },
  {
    code: "JIO",
    name: "Jio",
    worldKey: "in-jio",
    commission: 300,
    amounts: [
      ...TALK_TIME,
      19,
      29,
      69,
      139,
      189,
      209,
      239,
      249,
      299,
      349,
      448,
      479,
      666,
      799,
      859,
      999,
      3599,
    ],
  },
  {
    code: "VI",
    name: "Vodafone Idea",
    worldKey: "in-vi",
    commission: 475,
    amounts: [...TALK_TIME, 30, 22, 33, 99, 155, 179, 199, 209, 299, 349, 408, 469, 579, 666, 859, 1999],
  },
  {
    code: "BSNL",
    name: "BSNL",
    worldKey: "in-bsnl",
    commission: 550,
    amounts: [...TALK_TIME, 30, 16, 58, 97, 107, 139, 147, 153, 187, 197, 247, 319, 397, 485, 666, 797, 1515],
  },
  {
    code: "MTNL",
    name: "MTNL Delhi/Mumbai",
    worldKey: "in-mtnl",
    commission: 250,
    amounts: [...TALK_TIME.filter((amount) => amount <= 500), 49, 98, 171, 225, 329],
  },
];

const byCode = new Map(OPERATORS.map((operator) => [operator.code, operator]));

export const soldOperator = (code: string): SoldOperator | undefined => byCode.get(code);

/** The licence areas of India. */
export const CIRCLES: Record<string, string> = {
  AP: "Andhra Pradesh & Telangana",
  AS: "Assam",
  BR: "Bihar & Jharkhand",
  CH: "Chennai",
  DL: "Delhi",
  GJ: "Gujarat",
  HR: "Haryana",
  HP: "Himachal Pradesh",
  JK: "Jammu & Kashmir",
  KA: "Karnataka",
  KL: "Kerala",
  KO: "Kolkata",
  MP: "Madhya Pradesh & Chhattisgarh",
  MH: "Maharashtra & Goa",
  MU: "Mumbai",
  NE: "North East",
  OR: "Odisha",
  PB: "Punjab",
  RJ: "Rajasthan",
  TN: "Tamil Nadu",
  UE: "UP East",
  UW: "UP West",
};
