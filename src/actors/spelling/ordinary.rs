//! Ordinary English words that names of groups and bodies are made of, or that look like acronyms.
//!
//! A word of this list is never folded loosely and is part of a name only where capitals or other words of the
//! name say so. Knows nothing of actors.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashSet;

use crate::text::items;

/// In lower case, separated by spaces.
const WORDS: &str = "a about action active add administration affairs after again against age agency agreement agriculture aid aim air all alliance allied \
alternative am amber american an and angels any arab are arm armed army art as assembly assistance association at atomic authority autonomous axis back bank bar base \
battalion battalions be black blue board body border bow brigade brigades bright brotherhood brothers bureau business but by call calm camp can cap \
care cell center central centre change charity chief children christian church citizen citizens city civil class club coalition coast combat \
command commander commission committee committees common communist community company conference congress conservative constitutional construction cooperation council \
council's country court crescent cross culture dawn day deal death defence defense democracy democratic department development \
dialogue diplomatic district division do doctors dream eagles east eastern economic education elders elections electoral emergency \
emirate end energy environment equality era europe european executive exterior external eye face faction fair faith falcons family fan far fast fatherland federal \
federation fight fighters fighting finance fire first five fleet flag for force forces foreign forum foundation four free freedom friends front future fund \
game gang gas general generation get go god gold good government great greater greatest green ground group groups guard guardian guardians guards had hand has have he health heart help her here high him his \
holy home hope house how human i if in independence independent industry information initiative inside institute institution institutions integration intelligence interest interim \
interior internal international investment is islam islamic islamist it its jihad job joint journal judge judicial judiciary just justice kingdom knights labor labour land law league left legion \
liberal liberation liberty life light lion lions local long lord love main major man march marine market martyr martyrs mass may me media medical men mercy \
military militia militias minister ministers ministry mission mobilization mobilisation model monitor mother mountain movement muslim muslims my nation national nationalist \
nations naval navy near network new news no north northern not now nuclear observatory of office official oil old olive on one operation operations opposition or order \
organisation organization our out pact paper parliament part partisans party path patriotic patriots peace people peoples people's persian place plan \
platform point police policy political popular port post power presidency president presidential press prevention prime prison progress progressive project protection province provincial public race radio reconciliation \
reconstruction red reform refugee refugees regional regiment regime region relations relief religious republic republican republicans rescue research resistance resolve response revival revolution revolutionary right \
rights rule ruling salvation save school scientific sea second secretariat secret sector security self senate service services set she ship shield sign socialist social society soldier soldiers solidarity son \
sons south southern special squad staff stand star state states station steadfast storm street strike strip strong struggle studies sun supervisory support supreme sword \
syndicate task team technology television tell ten the their them then they third this those three tiger tigers time to today together tomorrow trade traditional transition transitional transport treasury treaty tribal \
tribes true truth trust two union unionist unit united units unity university us up vanguard victory village voice volunteer volunteers wage walk war warriors wave way we welfare west western white who will wind with without \
wolf wolves woman women work worker workers workers' working world year you young youth zone";

/// Bytes of the longest word; what is longer is none of them.
const LONGEST: usize = 24;
/// Bytes of a word of which the plural counts as well.
const FEWEST_OF_PLURAL: usize = 4;

static SET: LazyLock<RapidHashSet<&'static [u8]>> =
    LazyLock::new(|| WORDS.split_whitespace().map(str::as_bytes).collect());

/// Whether `word`, in lower case or not, is an ordinary English word of names.
pub(crate) fn is_ordinary(word: impl AsRef<[u8]>) -> bool {
    let word = word.as_ref();
    if word.len() > LONGEST {
        return false;
    }
    let mut buffer = [0_u8; LONGEST];
    for (lower, byte) in buffer.iter_mut().zip(word) {
        *lower = byte.to_ascii_lowercase();
    }
    let lower = items(&buffer, ..word.len());
    SET.contains(lower)
        || lower.strip_suffix(b"s").is_some_and(|word| word.len() >= FEWEST_OF_PLURAL && SET.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_plurals() {
        assert!(WORDS.split_whitespace().all(|word| is_ordinary(word) && is_ordinary(word.to_uppercase())));
        assert!(is_ordinary("Unions") && is_ordinary(b"tasks"));
        for word in ["", "s", "gos", "Hamas", "unionists'", "é", "a-word-that-is-far-too-long-to-be-one"] {
            assert!(!is_ordinary(word), "{word}");
        }
    }
}
