/** Names shared by the currencies of several countries; which one is meant is settled by the words around or the context. */
export type CurrencyFamily =
  | 'dollar'
  | 'dollar-sign'
  | 'pound'
  | 'franc'
  | 'mark'
  | 'peso'
  | 'crown'
  | 'krona'
  | 'rupee'
  | 'lira'
  | 'dinar'
  | 'rial'
  | 'dirham'
  | 'shilling'
  | 'rouble'
  | 'koruna'
  | 'escudo'
  | 'real'
  | 'won'
  | 'yen-sign'
  | 'cent'
  | 'centime'
  | 'penny';

/** ISO 4217 codes that are read: those in force, and those that the euro and redenominations ended. */
export const codeList =
  'AED AFN ALL AMD ANG AOA ARS ATS AUD AWG AZN BAM BBD BDT BEF BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF ' +
  'CHF CLP CNY COP CRC CUP CVE CYP CZK DEM DJF DKK DOP DZD EEK EGP ERN ESP ETB EUR FIM FJD FRF GBP GEL GHS GIP GMD GNF ' +
  'GRD GTQ GYD HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK ' +
  'LBP LKR LRD LSL LTL LUF LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MTL MUR MVR MWK MXN MYR MZN NAD NGN NIO NLG NOK NPR ' +
  'NZD OMR PAB PEN PGK PHP PKR PLN PTE PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SIT SKK SLE SOS SRD SVC SYP SZL ' +
  'THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW';

/** Codes that are also words, names or acronyms written in capitals. */
export const wordLikeCodes =
  'ALL ANG BAM BIF BOB BSD COP CUP DEM DOP ESP ETB FIM GEL LAK MAD MOP MUR NAD PAB PEN RON SAR SIT SOS SRD TOP TRY';

/** Names that belong to one currency; the flag marks names that need a scale beside them to be money. */
export const ownNames: readonly (readonly [words: string, code: string, needsSize?: boolean])[] = [
  ['euro euros', 'EUR'],
  ['yen yens', 'JPY'],
  ['円', 'JPY'],
  ['yuan yuans renminbi kuai', 'CNY'],
  ['dlrs dlr', 'USD'],
  ['sterling stg', 'GBP'],
  ['lire lires', 'ITL', true],
  ['markka markkaa markkas', 'FIM'],
  ['deutschmark deutschmarks deutschemark deutschemarks', 'DEM'],
  ['guilder guilders florin florins', 'NLG'],
  ['peseta pesetas', 'ESP'],
  ['drachma drachmas drachme drachmes', 'GRD'],
  ['schilling schillings', 'ATS'],
  ['punts', 'IEP', true],
  ['zloty zlotys zlotych', 'PLN'],
  ['forint forints', 'HUF'],
  ['leva', 'BGN'],
  ['lei', 'RON', true],
  ['kuna kunas', 'HRK'],
  ['hryvnia hryvnias hryvnya', 'UAH'],
  ['shekel shekels', 'ILS'],
  ['baht bahts', 'THB'],
  ['rupiah rupiahs', 'IDR'],
  ['ringgit ringgits', 'MYR'],
  ['dong dongs', 'VND', true],
  ['taka takas', 'BDT', true],
  ['naira nairas', 'NGN'],
  ['cedi cedis', 'GHS'],
  ['rand rands', 'ZAR'],
  ['birr', 'ETB'],
  ['tenge', 'KZT'],
  ['lari laris', 'GEL'],
  ['bitcoin bitcoins', 'XBT'],
];

/** Names shared by several currencies. */
export const families: readonly (readonly [family: CurrencyFamily, words: string, needsSize?: boolean])[] = [
  ['dollar', 'dollar dollars'],
  ['pound', 'pound pounds livre livres', true],
  ['franc', 'franc francs'],
  ['mark', 'mark marks', true],
  ['peso', 'peso pesos'],
  ['crown', 'crown crowns couronne couronnes krone kroner kronur', true],
  ['krona', 'krona kronor'],
  ['rupee', 'rupee rupees roupie roupies'],
  ['lira', 'lira liras'],
  ['dinar', 'dinar dinars'],
  ['rial', 'rial rials riyal riyals'],
  ['dirham', 'dirham dirhams'],
  ['shilling', 'shilling shillings'],
  ['rouble', 'ruble rubles rouble roubles'],
  ['koruna', 'koruna koruny korun korunas'],
  ['escudo', 'escudo escudos'],
  ['real', 'real reals reais réaux', true],
  ['won', 'won wons', true],
];

/** Subunits: the currency or family they divide, and their size in units of it. */
export const subunits: readonly (readonly [words: string, of: string, factor: number])[] = [
  ['cent cents cts', 'cent', 0.01],
  ['centime centimes', 'centime', 0.01],
  ['pence', 'GBP', 0.01],
  ['penny pennies', 'penny', 0.01],
  ['kopek kopeks kopeck kopecks', 'RUB', 0.01],
  ['pfennig pfennigs', 'DEM', 0.01],
  ['pesewa pesewas', 'GHS', 0.01],
  ['satoshi satoshis', 'XBT', 1e-8],
];

export const signs: readonly (readonly [sign: string, named: string, factor: number])[] = [
  ['$', 'dollar-sign', 1],
  ['€', 'EUR', 1],
  ['£', 'pound', 1],
  ['¥', 'yen-sign', 1],
  ['￥', 'yen-sign', 1],
  ['元', 'CNY', 1],
  ['円', 'JPY', 1],
  ['₹', 'INR', 1],
  ['₽', 'RUB', 1],
  ['₺', 'TRY', 1],
  ['₩', 'KRW', 1],
  ['₪', 'ILS', 1],
  ['₫', 'VND', 1],
  ['₴', 'UAH', 1],
  ['₦', 'NGN', 1],
  ['₱', 'PHP', 1],
  ['฿', 'THB', 1],
  ['₡', 'CRC', 1],
  ['₾', 'GEL', 1],
  ['₭', 'LAK', 1],
  ['₿', 'XBT', 1],
  ['¢', 'cent', 0.01],
];

/** Letters before (`C$`) or after (`$CAN`) a dollar sign, lower-case and without dots. */
export const dollarLetters: Readonly<Record<string, string>> = {
  us: 'USD',
  usd: 'USD',
  c: 'CAD',
  ca: 'CAD',
  can: 'CAD',
  cdn: 'CAD',
  cad: 'CAD',
  a: 'AUD',
  au: 'AUD',
  aus: 'AUD',
  aud: 'AUD',
  nz: 'NZD',
  nzd: 'NZD',
  hk: 'HKD',
  hkd: 'HKD',
  s: 'SGD',
  sg: 'SGD',
  sgd: 'SGD',
  nt: 'TWD',
  tw: 'TWD',
  twd: 'TWD',
  r: 'BRL',
  mx: 'MXN',
  mex: 'MXN',
  mxn: 'MXN',
  j: 'JMD',
  tt: 'TTD',
  bz: 'BZD',
  n: 'NAD',
  fj: 'FJD',
  rd: 'DOP',
  ec: 'XCD',
  b: 'BND',
  bds: 'BBD',
  ar: 'ARS',
  cl: 'CLP',
  z: 'ZWL',
};

/** The currency of a family in each country, by ISO 3166 alpha-2. */
export const familyCodes: Readonly<Record<CurrencyFamily, string>> = {
  dollar:
    'US:USD CA:CAD AU:AUD NZ:NZD HK:HKD SG:SGD TW:TWD JM:JMD TT:TTD BZ:BZD BS:BSD BB:BBD BM:BMD BN:BND FJ:FJD GY:GYD KY:KYD LR:LRD NA:NAD SR:SRD',
  'dollar-sign':
    'US:USD CA:CAD AU:AUD NZ:NZD HK:HKD SG:SGD TW:TWD JM:JMD TT:TTD BZ:BZD BS:BSD BB:BBD BM:BMD BN:BND FJ:FJD GY:GYD KY:KYD LR:LRD NA:NAD SR:SRD MX:MXN AR:ARS CL:CLP CO:COP UY:UYU',
  pound: 'GB:GBP IE:IEP EG:EGP LB:LBP SY:SYP SD:SDG CY:CYP MT:MTL GI:GIP',
  franc:
    'FR:FRF CH:CHF LI:CHF BE:BEF LU:LUF CFA:XOF SN:XOF CI:XOF ML:XOF BF:XOF BJ:XOF TG:XOF NE:XOF GW:XOF CM:XAF GA:XAF CG:XAF TD:XAF CF:XAF GQ:XAF NC:XPF PF:XPF WF:XPF CFP:XPF RW:RWF BI:BIF CD:CDF DJ:DJF GN:GNF KM:KMF',
  mark: 'DE:DEM FI:FIM EE:EEK BA:BAM',
  peso: 'MX:MXN AR:ARS CL:CLP CO:COP UY:UYU CU:CUP DO:DOP PH:PHP',
  crown: 'SE:SEK NO:NOK DK:DKK IS:ISK CZ:CZK SK:SKK EE:EEK',
  krona: 'SE:SEK IS:ISK',
  rupee: 'IN:INR PK:PKR LK:LKR NP:NPR MU:MUR SC:SCR',
  lira: 'TR:TRY IT:ITL',
  dinar: 'DZ:DZD TN:TND LY:LYD IQ:IQD JO:JOD KW:KWD BH:BHD RS:RSD MK:MKD',
  rial: 'IR:IRR OM:OMR YE:YER SA:SAR QA:QAR',
  dirham: 'AE:AED MA:MAD',
  shilling: 'KE:KES UG:UGX TZ:TZS SO:SOS AT:ATS',
  rouble: 'RU:RUB BY:BYN',
  koruna: 'CZ:CZK SK:SKK',
  escudo: 'PT:PTE CV:CVE',
  real: 'BR:BRL',
  won: 'KR:KRW KP:KPW',
  'yen-sign': 'JP:JPY CN:CNY',
  cent: 'US:USD CA:CAD AU:AUD NZ:NZD HK:HKD SG:SGD ZA:ZAR DE:EUR FR:EUR BE:EUR LU:EUR IE:EUR IT:EUR ES:EUR NL:EUR AT:EUR FI:EUR PT:EUR GR:EUR',
  centime: 'CH:CHF FR:EUR BE:EUR LU:EUR',
  penny: 'GB:GBP US:USD CA:CAD IE:IEP',
};

/** What a family is where neither the words nor the country settle it; those that are absent stay unread. */
export const familyDefaults: Readonly<Partial<Record<CurrencyFamily, string>>> = {
  dollar: 'USD',
  'dollar-sign': 'USD',
  pound: 'GBP',
  franc: 'FRF',
  mark: 'DEM',
  krona: 'SEK',
  rupee: 'INR',
  rouble: 'RUB',
  koruna: 'CZK',
  escudo: 'PTE',
  real: 'BRL',
  won: 'KRW',
  'yen-sign': 'JPY',
  cent: 'USD',
  centime: 'EUR',
  penny: 'GBP',
};
