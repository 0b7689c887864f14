//! Given names that many people have: what stands behind one is a surname or another part of a person's name.
//!
//! Takes a word in lower case. Knows nothing of where it stands, and no surname; those that are words of other kinds are left out.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashSet;

/// In lower case, without accents that press drops, separated by spaces.
const NAMES: &str = "aaron adam adrian alan albert alejandro alex alexander alexei alexey alfred alice alison ali amanda amy ana andre andrea andreas \
andrei andrew andrey andy angela anna anne annie anthony antonio arthur barbara barry ben benjamin bernard beth betty bill billy bob boris \
brandon brett brian bruce carl carla carlos carol caroline catherine charles charlie charlotte chris christian christina christine christopher \
claire claudia colin craig cristina cynthia dan daniel daniela dave david deborah denis dennis diana diego dmitri dmitry don donald \
doug douglas duncan dylan eddie edward edwin eleanor elena elizabeth ella ellen emily emma eric erica erik ernest eva evelyn felipe \
fernando fiona francis francisco franck fred frederick gabriel gareth gary gavin geoff george gerald gerard gerry gilbert giovanni giuseppe glenn \
gordon graham greg gregory guillermo gustavo hannah hans harold harry heather hector heinz helen henry howard hugh hugo ian igor irene \
isabel ivan ivana ivanka jack jackie jacob jacques jaime jake james jamie jan jane janet jared jason javier jean jeff jeffrey jennifer jenny \
jeremy jerry jesse jessica jill jim jimmy joan joanna joe joel johan john johnny jon jonathan jorge jose joseph josh joshua juan juana \
judith julia julian julie julio justin karen karl kate katherine kathleen kathy katie keith kelly ken kenneth kevin kim kirsten klaus kyle \
larry laura lauren laurent lawrence lea lee leo leon leonard leslie liam linda lisa louis louise luc lucas lucy luis luke lynn manuel \
marc marcel marco marcos margaret maria mariana marie marina mario mark marta martha martin mary matt matthew maurice max megan melania \
melissa michael michel michelle miguel mike mikhail mohamed mohammad mohammed muhammad monica nancy natalia natalie nathan neil nicholas nick \
nicola nicolas nicole nigel nikolai nina noah nora norman olga oliver olivia oscar owen pablo pamela patricia patrick paul paula pauline pedro \
pete peter phil philip philippe phillip pierre rachel rafael ralph raul raymond rebecca ricardo richard rick rob robert roberto robin \
rodrigo roger roland ron ronald rosa rosemary ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sebastian sergei \
sergey sergio sharon shaun sheila simon sofia sophie stella stephanie stephen steve steven stuart susan suzanne svetlana sylvia tatiana ted \
teresa terry theodore theresa thomas tiffany tim timothy tina todd tom tommy tony tracy trevor tyler valerie vanessa vera veronica vicente \
victor victoria viktor vincent virginia vladimir walter wayne wendy werner william wolfgang xavier yuri yves zoe \
abbas abdallah abdul abdullah abdulrahman ahmad ahmed akram amir anas anwar asaad ayman aziz bashar bassam bilal fadi fahd faisal farid farouk \
fatima fawzi hadi haider hamid hani hasan hassan haydar hisham husam hussain hussein ibrahim imad ismail jaber jalal jamal jawad kamal karim \
khaled khalid khalil mahdi maher mahmoud majid malik mansour marwan mehdi mehmet mohsen mustafa nabil nadia nasser nizar omar osama qasim \
rami rashid riad sadiq saeed said salah saleh salim salman sami samir samira tamer tariq usama walid yahya yasser youssef yusuf zahra ziad \
mehmet mustafa ahmet ali hasan huseyin hüseyin ibrahim ismail osman kemal fatma ayse ayşe emine";

static SET: LazyLock<RapidHashSet<&'static str>> = LazyLock::new(|| NAMES.split_whitespace().collect());

/// Arabic given names as Arabic writes them, folded.
const ARABIC: &str = "احمد محمد محمود مصطفي علي حسن حسين عمر عثمان خالد وليد يوسف ابراهيم اسماعيل جمال كمال عادل سامي سمير سعيد سعد صلاح صالح طارق \
فهد فيصل عبدالله عبد عبدالرحمن عبدالعزيز سلطان سلمان ناصر نبيل هاني هشام ياسر يحيي زياد رامي ماجد منصور مهدي هادي حيدر جواد عباس كريم \
ليلي فاطمه مريم زينب عايشه نوري انور بلال بسام عماد فادي فاروق قاسم رشيد رياض سليم طلال غسان مروان موسي عيسي داود ايمن انس تركي بندر مشعل \
متعب مقرن عبدالملك عبدالكريم عبداللطيف عبدالرزاق جون جورج ديفيد مايكل روبرت";

static ARABIC_SET: LazyLock<RapidHashSet<&'static str>> = LazyLock::new(|| ARABIC.split_whitespace().collect());

/// Whether `word`, in lower case, is a given name in Latin letters.
pub(crate) fn is_given_name(word: &str) -> bool {
    SET.contains(word)
}

/// Whether the folded letters of an Arabic word are a given name.
pub(crate) fn is_arabic_given_name(word: &str) -> bool {
    ARABIC_SET.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_folded() {
        assert!(is_given_name("melania") && is_given_name("liam") && !is_given_name("trump"));
        for word in ARABIC.split_whitespace() {
            let name = crate::actors::spelling::name::Name::new(word);
            let article = name.strict_text() == word.trim_start_matches("ال");
            assert!(name.strict_text() == word || article, "{word} is folded: {}", name.strict_text());
        }
        assert!(is_arabic_given_name("احمد") && !is_arabic_given_name("مالكي"));
    }
}
