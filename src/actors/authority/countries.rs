//! Countries as news names them: what an article is about, and whose ministry it means.
//!
//! A table: ISO 3166 code, then the country's names, capital and demonyms. Knows nothing of actors.

use std::sync::LazyLock;

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
KW Kuwait,Kuwaiti
BH Bahrain,Bahraini,Manama
OM Oman,Omani,Muscat
JO Jordan,Jordanian,Jordanians,Amman
EG Egypt,Egyptian,Egyptians,Cairo
SD Sudan,Sudanese,Khartoum
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
US United States,American,Americans,Washington
GB United Kingdom,Britain,British,London
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
CL Chile,Chilean
GT Guatemala,Guatemalan
HN Honduras,Honduran
NI Nicaragua,Nicaraguan,Managua
MX Mexico,Mexican
BR Brazil,Brazilian
AR Argentina,Argentine
VE Venezuela,Venezuelan,Caracas
PH Philippines,Philippine,Filipino,Manila
ID Indonesia,Indonesian,Jakarta
MM Myanmar,Burmese
LK Sri Lanka,Sri Lankan
BD Bangladesh,Bangladeshi,Dhaka
SN Senegal,Senegalese
GR Greece,Greek,Athens
CY Cyprus,Cypriot
AZ Azerbaijan,Azerbaijani,Baku
AM Armenia,Armenian,Yerevan
GE Georgia,Georgian,Tbilisi
IE Ireland,Irish,Dublin";

static NAMES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(code, names)| names.split(',').map(move |n| (code, n)))
        .collect()
});

/// Every code with one of its names.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().copied()
}
