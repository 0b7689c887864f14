//! Words that stand before or behind names and are not of them: titles, ranks and offices, and what begins a sentence.
//!
//! The only table of titles. Takes a word in lower case. Knows nothing of where it stands; who asks does.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashSet;

use crate::calendar;

/// Forms of address, ranks, offices and honours, in lower case, separated by spaces.
const TITLES: &str = "mr mrs ms miss dr general gen brigadier brig colonel col major maj captain capt lieutenant lt commander sergeant sgt \
marshal admiral adm president premier pm minister secretary chancellor governor gov senator sen leader chief spokesman spokeswoman \
spokesperson king queen prince princess crown emir sultan sheikh shaikh sayyid ayatollah mullah imam mufti maulana chairman chairwoman chair \
ambassador judge justice representative rep congressman congresswoman mayor prosecutor envoy professor prof sir lord lady reverend pope \
archbishop bishop patriarch rabbi comrade candidate nominee director speaker deputy vice former ex late \
präsident präsidentin bundespräsident kanzler kanzlerin bundeskanzler bundeskanzlerin ministerpräsident ministerpräsidentin außenminister \
außenministerin verteidigungsminister innenminister finanzminister minister ministerin sprecher sprecherin staatschef machthaber \
regierungschef parteichef herr frau \
président présidente ministre chancelier chancelière général colonel gouverneur sénateur roi reine prince cheikh secrétaire chef monsieur \
madame mme maréchal \
presidente presidenta ministro ministra canciller coronel gobernador gobernadora senador portavoz secretario rey reina jefe líder señor \
expresidente premier mandatario generale ministro cancelliere governatore segretario leader capo re papa presidência governador porta-voz \
президент президента президенту президентом премьер премьера министр министра глава главы лидер лидера генерал генерала спикер спикера \
пресс-секретарь господин канцлер канцлера губернатор губернатора депутат сенатор президентові міністр прем'єр очільник \
cumhurbaşkanı başbakan bakan bakanı lider lideri başkan başkanı sözcü sözcüsü general orgeneral dışişleri içişleri devlet";
/// Words of the language that have a capital because a sentence or a headline begins with them, and verbs of speech.
const OPENING: &str = "the when as and but for while after before since although though if that with in on did does will can has is said says \
a an at by from to of or so yet nor not no how why what who whom whose where which whether because until unless despite during under over \
about against between among without within amid like then now here there this these those his her their our its my your he she they we it \
i you was were are be been had have having do could would should may might must let even only just also still again once later earlier \
today yesterday however meanwhile instead perhaps maybe both either neither all many most some any few several each every another other \
such more less than too very new old first last next both inside outside near around behind beyond via per \
asked told added according speaking following says say saying tells urges warns calls wants meets backs slams hits \
der die das den dem des ein eine einen einem einer und aber oder wenn als nach vor mit von für bei auf in im am zum zur wie warum auch \
le la les un une des du de et mais ou quand comme après avant avec pour par sur dans selon pourquoi si \
el los las una unos del y pero o cuando como después antes con para por sobre en según si il lo gli uno e ma o quando come dopo prima \
но и а или когда как после перед с для по о в на почему если ve ama ile için sonra önce göre";
static TITLE_SET: LazyLock<RapidHashSet<&'static str>> = LazyLock::new(|| TITLES.split_whitespace().collect());
static OPENING_SET: LazyLock<RapidHashSet<&'static str>> = LazyLock::new(|| OPENING.split_whitespace().collect());

/// Whether `word` is a title, a rank or an office.
pub(crate) fn is_title(word: &str) -> bool {
    TITLE_SET.contains(word)
}

/// Whether `word` beside the name of a person is surely no other name of that person, though it has a capital.
pub(crate) fn is_no_personal_name(word: &str) -> bool {
    is_title(word) || OPENING_SET.contains(word) || is_weekday(word)
}

fn is_weekday(word: &str) -> bool {
    calendar::weekday_named(word).is_some() && calendar::is_name_in("en", word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_openings() {
        for word in ["president", "col", "sheikh", "spokeswoman", "the", "although", "monday"] {
            assert!(is_no_personal_name(word), "{word}");
        }
        for word in ["ahmed", "melania", "", "front"] {
            assert!(!is_no_personal_name(word), "{word}");
        }
        assert!(!is_title("the") && is_title("governor"));
    }
}
