/**
 * Countries whose numbers move between operators, by the flag of Google's numbering data, with PH, VN, UA and BD added, where it lags. A
 * country that is not listed is unknown rather than safe.
 */
const PORTABLE = new Set(
  `AG AI AL AM AR AT AU AZ BA BB BD BE BG BH BJ BL BM BR BS BY CA CH CL CM CO CY CZ DE DK DM DO EC EE EG ES FI FR GB GD GE GF GH GI GP
GR HK HR HU IE IL IN IR IS IT JM JO JP KE KN KR KW KY KZ LC LT LU LV MA MD MF MK MQ MS MT MX MY NG NL NO NZ OM PA PE PH PK PL PR PT PY QA
RO RS RU SA SE SG SI SK SX TC TH TR TT TW UA US VA VC VG VN ZA`.split(/\s+/),
);

export const isPortable = (country: string): boolean => PORTABLE.has(country);
