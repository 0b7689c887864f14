//! Countries as news names them: what an article is about, and whose ministry it means.
//!
//! A table: ISO 3166 code, then the country's names, capital and demonyms. Knows nothing of actors.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashSet;

/// One country a line: code, then names separated by commas.
const TABLE: &str = "IQ Iraq,Iraqi,Iraqis,Baghdad
SY Syria,Syrian,Syrians,Damascus
IR Iran,Iranian,Iranians,Tehran
LB Lebanon,Lebanese,Beirut
YE Yemen,Yemeni,Yemenis,Sanaa,Sana'a
PS Palestine,Palestinian,Palestinians,Gaza,Ramallah
IL Israel,Israeli,Israelis,Tel Aviv
TR Turkey,Turkish,Türkiye,Turks,Ankara
LY Libya,Libyan,Libyans,Tripoli
AF Afghanistan,Afghan,Afghans,Kabul
PK Pakistan,Pakistani,Pakistanis,Islamabad
IN India,Indian,Indians,New Delhi
SA Saudi Arabia,Saudi,Saudis,Riyadh
AE United Arab Emirates,UAE,Emirati,Abu Dhabi
QA Qatar,Qatari,Doha
KW Kuwait,Kuwaiti,Kuwaitis,Kuwait City
BH Bahrain,Bahraini,Manama
OM Oman,Omani,Muscat
JO Jordan,Jordanian,Jordanians,Amman
EG Egypt,Egyptian,Egyptians,Cairo
SD Sudan,Sudanese,Khartoum,Port Sudan
SS South Sudan,South Sudanese,Juba
SO Somalia,Somali,Mogadishu
ET Ethiopia,Ethiopian,Addis Ababa
KE Kenya,Kenyan,Nairobi
NG Nigeria,Nigerian,Abuja
ML Mali,Malian,Bamako
NE Niger,Nigerien,Niamey
BF Burkina Faso,Burkinabe,Ouagadougou
TD Chad,Chadian,N'Djamena
DZ Algeria,Algerian,Algiers
MA Morocco,Moroccan,Rabat
TN Tunisia,Tunisian,Tunis
RU Russia,Russian,Russians,Moscow
UA Ukraine,Ukrainian,Ukrainians,Kyiv
US United States,United States of America,USA,U.S.,US,American,Americans,Washington
GB United Kingdom,UK,U.K.,Great Britain,Britain,British,London
FR France,French,Paris
DE Germany,German,Germans,Berlin
IT Italy,Italian,Rome
ES Spain,Spanish,Madrid
CN China,Chinese,Beijing
JP Japan,Japanese,Tokyo
KR South Korea,South Korean,Seoul
KP North Korea,North Korean,Pyongyang
CO Colombia,Colombian,Bogota
SV El Salvador,Salvadoran,Salvadorans
PE Peru,Peruvian,Lima
CL Chile,Chilean,Chileans,Santiago
GT Guatemala,Guatemalan,Guatemalans
HN Honduras,Honduran,Hondurans,Tegucigalpa
NI Nicaragua,Nicaraguan,Managua
MX Mexico,Mexican,Mexicans,Mexico City
BR Brazil,Brazilian,Brazilians,Brasilia,Brasília
AR Argentina,Argentine,Argentinian,Argentines,Buenos Aires
VE Venezuela,Venezuelan,Caracas
PH Philippines,Philippine,Filipino,Manila
ID Indonesia,Indonesian,Jakarta
MM Myanmar,Burma,Burmese,Naypyidaw,Yangon
LK Sri Lanka,Sri Lankan,Sri Lankans,Colombo
BD Bangladesh,Bangladeshi,Dhaka
SN Senegal,Senegalese,Dakar
GR Greece,Greek,Athens
CY Cyprus,Cypriot,Cypriots,Nicosia
AZ Azerbaijan,Azerbaijani,Baku
AM Armenia,Armenian,Yerevan
GE Georgia,Georgian,Tbilisi
IE Ireland,Irish,Dublin
AL Albania,Albanian,Albanians,Tirana
AD Andorra,Andorran
AO Angola,Angolan,Angolans,Luanda
AU Australia,Australian,Australians,Canberra
AT Austria,Austrian,Austrians,Vienna
BA Bosnia,Bosnia and Herzegovina,Bosnia-Herzegovina,Bosnian,Bosnians,Sarajevo
BB Barbados,Barbadian,Bridgetown
BE Belgium,Belgian,Belgians,Brussels
BG Bulgaria,Bulgarian,Bulgarians,Sofia
BI Burundi,Burundian,Burundians,Bujumbura
BJ Benin,Beninese,Cotonou,Porto-Novo
BN Brunei,Bruneian
BO Bolivia,Bolivian,Bolivians,La Paz
BS Bahamas,Bahamian,Nassau
BT Bhutan,Bhutanese,Thimphu
BW Botswana,Gaborone
BY Belarus,Belarusian,Belarusians,Belorussian,Minsk
BZ Belize,Belizean
CA Canada,Canadian,Canadians,Ottawa
CD Democratic Republic of the Congo,Democratic Republic of Congo,DR Congo,DRC,Congo-Kinshasa,Kinshasa
CF Central African Republic,Central African,Bangui
CG Republic of the Congo,Congo-Brazzaville,Brazzaville
CH Switzerland,Swiss,Bern
CI Ivory Coast,Côte d'Ivoire,Ivorian,Ivorians,Abidjan,Yamoussoukro
CM Cameroon,Cameroonian,Cameroonians,Yaounde,Yaoundé
CR Costa Rica,Costa Rican
CU Cuba,Cuban,Cubans,Havana
CV Cape Verde,Cabo Verde,Cape Verdean
CZ Czech Republic,Czechia,Czech,Czechs,Prague
DJ Djibouti,Djiboutian
DK Denmark,Danish,Danes,Copenhagen
DM Dominica
DO Dominican Republic,Dominican,Santo Domingo
EC Ecuador,Ecuadorian,Ecuadorean,Quito
EE Estonia,Estonian,Estonians,Tallinn
ER Eritrea,Eritrean,Eritreans,Asmara
FI Finland,Finnish,Finns,Helsinki
FJ Fiji,Fijian,Suva
GA Gabon,Gabonese,Libreville
GH Ghana,Ghanaian,Ghanaians,Accra
GM Gambia,The Gambia,Gambian,Gambians,Banjul
GN Guinea,Guinean,Guineans,Conakry
GQ Equatorial Guinea,Equatorial Guinean,Malabo
GW Guinea-Bissau,Bissau
GY Guyana,Guyanese,Georgetown
HR Croatia,Croatian,Croats,Zagreb
HT Haiti,Haitian,Haitians,Port-au-Prince
HU Hungary,Hungarian,Hungarians,Budapest
IS Iceland,Icelandic,Reykjavik
JM Jamaica,Jamaican,Jamaicans,Kingston
KG Kyrgyzstan,Kyrgyz,Bishkek
KH Cambodia,Cambodian,Cambodians,Phnom Penh
KM Comoros,Comorian,Moroni
KZ Kazakhstan,Kazakh,Kazakhs,Astana
LA Laos,Lao,Laotian,Vientiane
LI Liechtenstein
LR Liberia,Liberian,Liberians,Monrovia
LS Lesotho,Basotho,Maseru
LT Lithuania,Lithuanian,Lithuanians,Vilnius
LU Luxembourg,Luxembourgish
LV Latvia,Latvian,Latvians,Riga
MC Monaco
MD Moldova,Moldovan,Moldovans,Chisinau
ME Montenegro,Montenegrin,Podgorica
MG Madagascar,Malagasy,Antananarivo
MK North Macedonia,Macedonia,Macedonian,Macedonians,Skopje
MN Mongolia,Mongolian,Ulaanbaatar,Ulan Bator
MR Mauritania,Mauritanian,Mauritanians,Nouakchott
MT Malta,Maltese,Valletta
MU Mauritius,Mauritian
MV Maldives,Maldivian
MW Malawi,Malawian,Malawians,Lilongwe
MY Malaysia,Malaysian,Malaysians,Kuala Lumpur
MZ Mozambique,Mozambican,Mozambicans,Maputo
NA Namibia,Namibian,Namibians,Windhoek
NL Netherlands,Dutch,The Hague,Amsterdam
NO Norway,Norwegian,Norwegians,Oslo
NP Nepal,Nepalese,Nepali,Kathmandu
NZ New Zealand,Wellington
PA Panama,Panamanian,Panamanians
PG Papua New Guinea,Port Moresby
PL Poland,Polish,Poles,Warsaw
PT Portugal,Portuguese,Lisbon
PY Paraguay,Paraguayan,Asuncion,Asunción
RO Romania,Romanian,Romanians,Bucharest
RS Serbia,Serbian,Serbs,Belgrade
RW Rwanda,Rwandan,Rwandans,Kigali
SB Solomon Islands,Honiara
SC Seychelles
SE Sweden,Swedish,Swedes,Stockholm
SG Singapore,Singaporean
SI Slovenia,Slovenian,Slovene,Ljubljana
SK Slovakia,Slovak,Slovaks,Bratislava
SL Sierra Leone,Sierra Leonean,Freetown
SM San Marino
ST Sao Tome and Principe
SR Suriname,Surinamese,Paramaribo
SZ Eswatini,Swaziland,Swazi,Mbabane
TG Togo,Togolese,Lomé
TH Thailand,Thai,Thais,Bangkok
TJ Tajikistan,Tajik,Tajiks,Dushanbe
TL East Timor,Timor-Leste,East Timorese,Timorese,Dili
TM Turkmenistan,Turkmen,Ashgabat
TO Tonga,Tongan
TT Trinidad and Tobago,Trinidad,Trinidadian,Port of Spain
TW Taiwan,Taiwanese,Taipei
TZ Tanzania,Tanzanian,Tanzanians,Dodoma,Dar es Salaam
UG Uganda,Ugandan,Ugandans,Kampala
UY Uruguay,Uruguayan,Montevideo
UZ Uzbekistan,Uzbek,Uzbeks,Tashkent
VA Vatican,Holy See
VN Vietnam,Vietnamese,Hanoi
VU Vanuatu
WS Samoa,Samoan
XK Kosovo,Kosovar,Kosovan,Kosovars,Pristina
ZA South Africa,South African,South Africans,Pretoria
ZM Zambia,Zambian,Zambians,Lusaka
ZW Zimbabwe,Zimbabwean,Zimbabweans,Harare
EH Western Sahara,Sahrawi,Sahrawis";

/// The same in Arabic, without articles, which are no part of a key.
const ARABIC: &str = "IQ عراق,عراقي,عراقية,بغداد
SY سوريا,سورية,سوري,دمشق
IR إيران,إيراني,إيرانية,طهران
LB لبنان,لبناني,لبنانية,بيروت
YE يمن,يمني,يمنية,صنعاء,عدن
PS فلسطين,فلسطيني,فلسطينية,فلسطينيين,غزة,رام الله
IL إسرائيل,إسرائيلي,إسرائيلية,تل أبيب
TR تركيا,تركي,تركية,أنقرة
LY ليبيا,ليبي,ليبية,طرابلس
AF أفغانستان,أفغاني,أفغانية,كابول
PK باكستان,باكستاني,باكستانية,إسلام آباد
IN الهند,هندي,هندية,نيودلهي
SA السعودية,سعودي,سعودية,المملكة العربية السعودية,الرياض
AE الإمارات,إماراتي,إماراتية,أبوظبي
QA قطر,قطري,قطرية,الدوحة
KW الكويت,كويتي,كويتية
BH البحرين,بحريني,بحرينية,المنامة
OM سلطنة عمان,عماني,عمانية,مسقط
JO الأردن,أردني,أردنية
EG مصر,مصري,مصرية,القاهرة
SD السودان,سوداني,سودانية,الخرطوم
SS جنوب السودان,جوبا
SO الصومال,صومالي,صومالية,مقديشو
ET إثيوبيا,إثيوبي,إثيوبية,أديس أبابا
KE كينيا,كيني,نيروبي
NG نيجيريا,نيجيري,نيجيرية
DZ الجزائر,جزائري,جزائرية
MA المغرب,مغربي,مغربية
TN تونس,تونسي,تونسية
MR موريتانيا,موريتاني,نواكشوط
RU روسيا,روسي,روسية,موسكو
UA أوكرانيا,أوكراني,أوكرانية,كييف
US الولايات المتحدة,أمريكا,أمريكي,أمريكية,أميركا,أميركي,أميركية,واشنطن
GB بريطانيا,بريطاني,بريطانية,لندن
FR فرنسا,فرنسي,فرنسية,باريس
DE ألمانيا,ألماني,ألمانية,برلين
CN الصين,صيني,صينية,بكين
JP اليابان,ياباني,يابانية,طوكيو
KP كوريا الشمالية
KR كوريا الجنوبية";

static NAMES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    TABLE
        .lines()
        .chain(ARABIC.lines())
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(code, names)| names.split(',').map(move |n| (code, n)))
        .collect()
});

/// Every code with one of its names.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().copied()
}

/// Words of the names of countries, capitals and peoples, folded.
static NAME_WORDS: LazyLock<RapidHashSet<String>> = LazyLock::new(|| {
    let words = |name: &'static str| name.split([' ', '-', '\'']).map(str::to_lowercase);
    all().flat_map(|(_, name)| words(name)).collect()
});

/// Whether a word, in lower case, is one of the name of a country, its capital or its people.
pub(crate) fn has_word(word: &[u8]) -> bool {
    std::str::from_utf8(word).is_ok_and(|word| NAME_WORDS.contains(word))
}

/// Countries whose names of people and bodies come from no other script.
const LATIN: &str = "AD AR AT AU BE BO BR CA CH CL CO CR CU CZ DE DK DO EC EE ES FI FR GB GT HN HR HT HU IE IS IT LI LT LU LV MC MT MX NI NL \
NO NZ PA PE PL PT PY RO SE SI SK SV US UY VE";

/// Whether a country writes Latin letters alone.
pub(crate) fn writes_latin(code: &str) -> bool {
    LATIN.split_ascii_whitespace().any(|latin| latin == code)
}
