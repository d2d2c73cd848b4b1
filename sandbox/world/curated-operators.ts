/** Operators of the busiest corridors, written by hand so that names, weight and products look as their customers know them. */

export interface CuratedOperator {
  name: string;
  /** Tested against lower-cased carrier names and brands; what matches is merged into this operator. */
  match: RegExp;
  popularity: number;
  /** Letters: r range airtime, f fixed airtime, b bundles, d data, p PIN, n Nauta-like account by e-mail. */
  kinds: string;
  alternates?: string[];
}

type Row = [name: string, match: RegExp, popularity: number, kinds: string, alternates?: string[]];

const rows: Record<string, Row[]> = {
  NG: [
    ["MTN", /^mtn|visafone/, 100, "rbd", ["MTN Communications"]],
    ["Airtel", /airtel/, 90, "rbd", ["Zain", "Bharti Airtel"]],
    ["Glo", /^glo\b|globacom/, 80, "rbd", ["Globacom", "Glo Mobile"]],
    ["9mobile", /9mobile|etisalat/, 60, "rd", ["Etisalat", "T2"]],
    ["Smile", /^smile/, 10, "f"],
    ["Ntel", /^ntel/, 8, "r"],
  ],
  PH: [
    ["Globe", /^globe/, 100, "rbd", ["Globe Telecom"]],
    ["Smart", /^smart/, 95, "rbd", ["Smart Communications"]],
    ["TNT", /talk ?'?n|^tnt/, 85, "rbd", ["Talk 'N Text", "Talk N Text"]],
    ["DITO", /^dito/, 55, "fd", ["Dito Telecommunity"]],
    ["Sun", /^sun\b/, 30, "fp", ["Sun Cellular", "Digitel"]],
    ["TM", /touch mobile/, 50, "fb", ["Touch Mobile"]],
    ["GOMO", /^gomo/, 15, "f"],
    ["Cherry Prepaid", /cherry/, 12, "f", ["Cherry Mobile"]],
  ],
  IN: [
    ["Jio", /jio/, 100, "fd", ["Reliance Jio", "JIO Infocomm"]],
    ["Airtel", /airtel|telenor|telewings|uninor/, 95, "fd", ["Bharti Airtel"]],
    ["Vi", /vodafone|^idea|^vi\b/, 80, "fd", ["Vodafone Idea", "Vodafone", "Idea"]],
    ["BSNL", /bsnl|cellone/, 60, "fd", ["BSNL Mobile", "CellOne"]],
    ["MTNL", /mtnl|dolphin/, 10, "f", ["Dolphin"]],
  ],
  HT: [
    ["Digicel", /digicel/, 100, "rbd", ["Digicel HT"]],
    ["Natcom", /natcom|national telecom/, 70, "rbd", ["NATCOM S.A."]],
  ],
  MX: [
    ["Telcel", /telcel/, 100, "fbd", ["América Móvil", "Radiomovil Dipsa"]],
    ["Movistar", /movistar/, 75, "fd", ["Telefónica"]],
    ["AT&T", /at&t|nextel|iusacell|unefon/, 70, "fd", ["AT&T México", "Unefon"]],
    ["Bait", /^bait/, 50, "fd", ["Bait Walmart"]],
    ["Virgin Mobile", /virgin/, 20, "f"],
    ["Altán Redes", /altan|altán/, 5, "f"],
  ],
  PK: [
    ["Jazz", /jazz|mobilink|warid/, 100, "rbd", ["Mobilink", "Warid"]],
    ["Telenor", /telenor/, 85, "rd"],
    ["Zong", /zong/, 75, "rbd", ["CMPak", "China Mobile Pakistan"]],
    ["Ufone", /ufone/, 70, "rd", ["PTCL Ufone"]],
    ["SCOM", /special communications|^sco/, 10, "r", ["SCO"]],
  ],
  BD: [
    ["Grameenphone", /grameen/, 100, "rbd", ["GP"]],
    ["Robi", /robi/, 85, "rbd", ["Robi Axiata", "Aktel"]],
    ["Banglalink", /banglalink/, 80, "rbd"],
    ["Airtel", /airtel/, 55, "rd", ["Airtel by Robi"]],
    ["Teletalk", /teletalk/, 40, "r"],
    ["Skitto", /skitto/, 15, "r"],
  ],
  GH: [
    ["MTN", /^mtn/, 100, "rbd", ["Scancom"]],
    ["Telecel", /telecel|vodafone/, 70, "rd", ["Vodafone"]],
    ["AT", /airteltigo|airtel|tigo|^at$/, 60, "rd", ["AirtelTigo", "AT Ghana"]],
    ["Glo", /^glo/, 15, "r"],
  ],
  KE: [
    ["Safaricom", /safaricom/, 100, "rbd"],
    ["Airtel", /airtel/, 75, "rbd", ["Zain"]],
    ["Telkom", /telkom|orange/, 40, "rd", ["Orange", "T-Kash"]],
    ["Faiba", /jtl|faiba|jamii/, 15, "f", ["Jamii Telecommunications", "JTL"]],
    ["Equitel", /equitel|finserve/, 20, "r", ["Finserve"]],
  ],
  JM: [
    ["Digicel", /digicel/, 100, "rbd"],
    ["Flow", /flow|cable & wireless|lime|c&w|cable and/, 70, "rbd", ["LIME", "Cable & Wireless"]],
  ],
  DO: [
    ["Claro", /claro|codetel/, 100, "rbd", ["Codetel"]],
    ["Altice", /altice|orange/, 80, "rbd", ["Orange"]],
    ["Viva", /viva|tricom|centennial|trilogy/, 40, "r", ["Trilogy", "Centennial"]],
  ],
  SV: [
    ["Tigo", /tigo/, 100, "rbd"],
    ["Claro", /claro|cte/, 80, "rbd", ["CTE Telecom"]],
    ["Movistar", /movistar/, 60, "rd"],
    ["Digicel", /digicel/, 50, "rd"],
    ["Red", /intelfon|^red$/, 10, "f", ["Intelfon"]],
  ],
  GT: [
    ["Tigo", /tigo|comcel/, 100, "rbd", ["Comcel"]],
    ["Claro", /claro|telgua/, 90, "rbd", ["Telgua"]],
    ["Movistar", /movistar/, 30, "rd"],
  ],
  HN: [
    ["Tigo", /tigo|celtel/, 100, "rbd", ["Celtel"]],
    ["Claro", /claro|sercom|digicel/, 85, "rbd", ["Sercom", "Digicel Honduras"]],
    ["Hondutel", /hondutel/, 8, "r"],
  ],
  CO: [
    ["Claro", /claro|comcel/, 100, "fbd", ["Comcel"]],
    ["Movistar", /movistar/, 80, "fd"],
    ["Tigo", /tigo|une/, 75, "fbd", ["Colombia Móvil"]],
    ["WOM", /wom|avantel|partners/, 50, "fd", ["Avantel", "Partners Telecom Colombia"]],
    ["Virgin Mobile", /virgin/, 25, "f"],
    ["Móvil Éxito", /exito|éxito/, 20, "f", ["Movil Exito"]],
    ["Uff Móvil", /^uff/, 5, "f", ["Uff!"]],
  ],
  CU: [
    ["Cubacel", /cubacel|etecsa/, 100, "rb", ["ETECSA"]],
    ["Nauta", /^nauta/, 40, "n", ["Nauta Internet"]],
  ],
  ET: [
    ["Ethio Telecom", /ethio|eth mtn|^eth/, 100, "rbd", ["ETC", "Ethiotelecom"]],
    ["Safaricom", /safaricom/, 50, "rd", ["Safaricom Ethiopia M-PESA"]],
  ],
  NP: [
    ["Nepal Telecom", /nepal telecom|ntc|namaste|^nt mobile|sky\/c-phone|ndcl/, 95, "fd", ["NTC", "Namaste"]],
    ["Ncell", /ncell/, 100, "rbd", ["Ncell Axiata", "Mero Mobile"]],
    ["Smart Cell", /smart/, 15, "r", ["Smart Telecom"]],
  ],
  LK: [
    ["Dialog", /dialog/, 100, "rbd", ["Dialog Axiata"]],
    ["Mobitel", /mobitel/, 80, "rd", ["SLT-Mobitel"]],
    ["Hutch", /hutch|etisalat/, 55, "rd", ["Hutchison", "Etisalat"]],
    ["Airtel", /airtel/, 45, "r"],
  ],
  ID: [
    ["Telkomsel", /telkomsel|simpati/, 100, "fbd", ["simPATI", "Kartu As"]],
    ["Indosat Ooredoo", /indosat|^im3|matrix/, 85, "fbd", ["IM3", "Indosat Ooredoo Hutchison"]],
    ["XL", /^xl/, 80, "fd", ["XL Axiata"]],
    ["Tri", /^3$|^tri\b|^three/, 60, "fd", ["3", "Hutchison 3"]],
    ["AXIS", /^axis/, 55, "fd"],
    ["Smartfren", /smartfren/, 45, "fd"],
  ],
  VN: [
    ["Viettel", /viettel/, 100, "fd", ["Viettel Mobile"]],
    ["Vinaphone", /vinaphone/, 80, "fd", ["VNPT Vinaphone"]],
    ["MobiFone", /mobifone/, 80, "fd"],
    ["Vietnamobile", /vietnamobile/, 35, "f"],
    ["Gmobile", /g-?mobile/, 10, "f", ["G-Mobile", "Beeline VN"]],
  ],
  EG: [
    ["Vodafone", /vodafone/, 100, "rbd"],
    ["Orange", /orange|mobinil/, 85, "rd", ["Mobinil"]],
    ["e& Etisalat", /etisalat|^e&/, 75, "rd", ["Etisalat", "e&"]],
    ["WE", /^we$|^te$|telecom egypt/, 55, "r", ["Telecom Egypt", "TE"]],
  ],
  MA: [
    ["Maroc Telecom", /maroc telecom|^iam/, 100, "rbd", ["IAM", "Itissalat Al-Maghrib"]],
    ["Orange", /orange|meditel/, 85, "rd", ["Méditel", "Meditel"]],
    ["Inwi", /inwi|wana/, 75, "rbd", ["Wana Corporate"]],
  ],
  SN: [
    ["Orange", /orange|sonatel/, 100, "rbd", ["Sonatel"]],
    ["Free", /free|tigo|yas/, 70, "rd", ["Tigo", "Yas"]],
    ["Expresso", /expresso/, 40, "rd", ["Sudatel"]],
    ["Promobile", /promobile/, 10, "f"],
  ],
  RU: [
    ["MTS", /^mts|mobile telesystems/, 100, "r", ["Mobile TeleSystems", "МТС"]],
    ["MegaFon", /megafon/, 90, "r", ["МегаФон"]],
    ["Beeline", /beeline/, 85, "r", ["VimpelCom", "Билайн"]],
    ["Tele2", /tele2|^t2/, 80, "r", ["T2", "Теле2"]],
    ["Yota", /yota/, 40, "r", ["Scartel"]],
    ["Motiv", /motiv/, 20, "r", ["Ekaterinburg-2000"]],
  ],
  UA: [
    ["Kyivstar", /kyivstar/, 100, "rd", ["Київстар"]],
    ["Vodafone", /vodafone|^mts/, 80, "rd", ["MTS Ukraine"]],
    ["lifecell", /lifecell|life:/, 65, "rd", ["life:)"]],
    ["3Mob", /trimob|3mob/, 5, "r", ["TriMob"]],
  ],
  TR: [
    ["Turkcell", /^turkcell/, 100, "fd"],
    ["Vodafone", /^vodafone/, 80, "fd"],
    ["Türk Telekom", /türk telekom|turk telekom|avea/, 75, "fd", ["Avea", "Turk Telekom"]],
  ],
  BR: [
    ["Vivo", /vivo|telemig/, 100, "fd", ["Telefônica Vivo"]],
    ["Claro", /claro|nextel/, 95, "fd"],
    ["TIM", /^tim\b/, 85, "fd", ["TIM Brasil"]],
    ["Oi", /^oi\b|brasil telecom/, 30, "f", ["Brasil Telecom"]],
    ["Algar", /algar|ctbc/, 10, "f", ["CTBC"]],
    ["Surf", /surf/, 5, "f", ["Surf Telecom"]],
  ],
  GB: [
    ["EE", /^ee$|^orange|everything everywhere|t-mobile/, 90, "fp", ["Everything Everywhere"]],
    ["O2", /^o2/, 100, "rp", ["Telefónica UK", "VMO2"]],
    ["Vodafone", /^vodafone/, 95, "rp"],
    ["Three", /^three|^3$/, 85, "rp", ["3", "Hutchison 3G"]],
    ["Lycamobile", /lyca/, 70, "fdp", ["Lyca"]],
    ["Lebara", /lebara/, 65, "fdp"],
    ["giffgaff", /giffgaff/, 60, "fd"],
    ["Tesco Mobile", /tesco/, 40, "f"],
    ["Sky Mobile", /^sky/, 10, "f"],
  ],
  FR: [
    ["Orange", /orange/, 100, "fp", ["Orange France"]],
    ["SFR", /sfr/, 90, "fp"],
    ["Bouygues Telecom", /bouygues/, 80, "fp", ["Bouygues"]],
    ["Free Mobile", /^free/, 60, "f", ["Free"]],
    ["Lycamobile", /lyca/, 70, "fdp", ["Lyca"]],
    ["Lebara", /lebara/, 65, "fdp", ["Lebara France"]],
    ["Syma Mobile", /syma/, 30, "f"],
    ["La Poste Mobile", /poste/, 30, "f", ["La Poste Telecom"]],
  ],
  US: [
    ["T-Mobile", /t-mobile|sprint|metropcs/, 100, "rp", ["T-Mobile US"]],
    ["AT&T", /at&t|cingular|cricket/, 95, "rp", ["AT&T Mobility"]],
    ["Verizon", /verizon/, 90, "fp", ["Verizon Wireless"]],
    ["Boost Mobile", /boost|dish/, 60, "fp", ["Boost"]],
    ["Cricket", /cricket/, 55, "fp", ["Cricket Wireless"]],
    ["Metro by T-Mobile", /^metro/, 55, "fp", ["MetroPCS"]],
    ["Lycamobile", /lyca/, 50, "fdp", ["Lyca"]],
    ["Ultra Mobile", /ultra/, 45, "f"],
    ["Simple Mobile", /simple/, 45, "fp"],
    ["TracFone", /tracfone/, 40, "fp", ["Tracfone Wireless"]],
    ["U.S. Cellular", /u\.?s\.? cellular/, 20, "f", ["US Cellular", "UScellular"]],
    ["H2O Wireless", /h2o/, 30, "fp", ["H2O"]],
  ],
  CA: [
    ["Rogers", /rogers/, 90, "fp"],
    ["Bell", /^bell/, 85, "fp", ["Bell Mobility"]],
    ["Telus", /telus/, 85, "fp"],
    ["Fido", /fido/, 60, "fp"],
    ["Freedom Mobile", /freedom|wind/, 50, "f", ["WIND Mobile"]],
    ["Lucky Mobile", /lucky/, 40, "fp"],
    ["Chatr", /chatr/, 40, "fp"],
    ["Public Mobile", /public/, 35, "f"],
  ],
  ML: [
    ["Orange", /orange|ikatel/, 100, "rbd", ["Ikatel"]],
    ["Malitel", /malitel|sotelma|moov/, 70, "rd", ["Moov Africa Malitel"]],
    ["Telecel", /telecel/, 20, "r", ["Atel"]],
  ],
  NE: [
    ["Airtel", /airtel|celtel|zain/, 100, "rd", ["Celtel", "Zain"]],
    ["Zamani", /zamani|orange/, 60, "r", ["Orange"]],
    ["Moov", /moov|telecel/, 50, "r", ["Moov Africa", "Atlantique Telecom"]],
    ["Niger Telecoms", /niger telecom|sahel/, 20, "r", ["SahelCom"]],
  ],
  DE: [
    ["Telekom", /t-mobile|telekom/, 100, "fp", ["T-Mobile", "Deutsche Telekom"]],
    ["Vodafone", /^vodafone$/, 95, "fp", ["CallYa"]],
    ["O2", /^o2|eplus|e-plus/, 90, "fp", ["E-Plus", "Telefónica Germany"]],
    ["Lycamobile", /lyca/, 70, "fdp", ["Lyca"]],
    ["Lebara", /lebara/, 65, "fdp", ["LEBARA"]],
    ["1&1", /^1&1|drillisch/, 30, "f", ["1&1 Mobilfunk"]],
  ],
  GR: [
    ["Cosmote", /cosmote|what's ?up/, 100, "fp"],
    ["Vodafone", /vodafone|cu\b|q-?telecom$/, 85, "fp"],
    ["Wind", /wind|q-telecom|nova/, 70, "fp", ["Nova", "WIND Hellas", "Q-Telecom"]],
  ],
};

export const curatedOperators: Record<string, CuratedOperator[]> = Object.fromEntries(
  Object.entries(rows).map(([country, list]) => [
    country,
    list.map(([name, match, popularity, kinds, alternates]) => ({
      name,
      match,
      popularity,
      kinds,
      alternates,
    })),
  ]),
);
