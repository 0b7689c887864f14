//! Tables of sentences.

use crate::analysis::{MAX_SENTENCE_CHARS, sentences};

/// The sentences that `text` must fall into, parted by `|`; blanks around the bars count for nothing.
#[track_caller]
fn check(marked: &str) {
    let expected: Vec<&str> = marked.split('|').map(str::trim).filter(|s| !s.is_empty()).collect();
    let text = marked.replace('|', "");
    let found: Vec<&str> = sentences(&text).into_iter().map(|range| &text[range]).collect();
    assert_eq!(found, expected);
}

#[test]
fn plain() {
    check("");
    check(" \n \t\n");
    check("One sentence");
    check("They left. | The road is open.");
    check("Who left? | Nobody! | Really?! | Yes.");
    check("The shelling stopped... | Then it began again.");
    check("He paused … and went on. | She did not.");
    check("It cost 3.5 million. | Nobody paid 1,200.50 of it.");
    check("See example.org for more. | Or call.");
    check("They left.| The road is open. | \n");
    check("They left.|The road is open.");
    check("Open www.Example.org/Page.Html now. | Version 2.Beta is out.");
}

#[test]
fn a_mark_is_found_wherever_it_stands() {
    for before in 1..70 {
        for (letter, mark) in [("a", "."), ("é", "!"), ("’", "?"), ("ق", "؟"), ("ا", "۔"), ("東", "。"), ("ด", "।")]
        {
            let first = letter.repeat(before) + mark;
            let text = format!("{first} Then{first}");
            let found: Vec<&str> = sentences(&text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, [&first[..], &format!("Then{first}")]);
        }
    }
}

#[test]
fn abbreviations() {
    check("Brig. Gen. Hana Saleh and Lt. Col. Omar Deeb met Mr. Aziz. | They left.");
    check("Dr. Lina Haddad, of St. Mark Hospital, spoke. | Prof. Amin did not.");
    check("The talks began on Dec. 3 in Hama. | They ended on Jan. 15.");
    check("It ended in Dec. | The next began.");
    check("The U.S. Army left. | Troops of the U.S. were gone.");
    check("He returned to the U.S. | The others stayed.");
    check("The U.N. envoy spoke at 5 p.m. on Monday. | Nobody came at 6 a.m. | The hall was empty.");
    check("Article No. 5 of Sec. 12 applies. | It is on p. 40.");
    check("He said no. | The others agreed.");
    check("J. K. Smith and A. B. Jones signed. | Then C. left.");
    check("This was plan B. | The first had failed.");
    check("Acme Corp. President Rana Issa resigned from Acme Inc. | The board met.");
    check("Weapons, food, etc. were found. | Weapons, food, etc. | The rest was burnt.");
    check("The U.S.-led force left. | So did others.");
    check("Gov. Samir Nasr vs. Sen. Maya Khalil was close, e.g. in the north. | It was over soon.");
    check("ERBIL, Dec. 3 (Agency) – Two men were held. | A third fled.");
    check("Am 3. Dezember kam er an. | Dann ging er.");
    check("M. Dupont kam z.B. gestern; Dupont kam, d.h. er war da. | Es war spät.");
}

#[test]
fn quotes_and_brackets() {
    check("\"We won.\" | The general left.");
    check("“We won.” | The general left.");
    check("“We won!” he said. | “Did we?” asked another.");
    check("“We won. | We will stay.” | He left.");
    check("He (the mayor) left. | (Nobody saw him.) | He was gone.");
    check("Il a dit « Non. » | Puis il est parti.");
    check("They agreed.[12] | Others did not.[3][4] | All left.");
    check("“Go.” | “Stay.” | Both were said.");
    check("The end.” | Another.");
}

#[test]
fn lists() {
    check("1. Withdraw from the town. | 2. Open the road.");
    check("The terms:\n|- Withdraw\n|- Open the road\n|- Release them");
    check("The terms:\n|• Withdraw\n|• Open the road");
}

#[test]
fn layout() {
    check("Rebels enter the town\n\n| The army left it on Monday.");
    check(
        "Rebels enter the town\n| By Rana Issa\n| HAMA, Dec. 3 (Agency) – The army left the town on Monday, as two officers said there.",
    );
    check(
        "The army left the town of Hama on Monday after three\ndays of shelling, said Colonel Nadim\nAbdulrahman there. | It went south.",
    );
    check(
        "The army and the forces allied to it left the city of Deir\nEz-Zor on Monday after three days of shelling, two of its\nofficers said. | It went south.",
    );
    check(
        "The army left the town, which had been under fire for the better part of three days, in the night to Monday\n| The rebels entered it at dawn and met no resistance at all in any part of the town, residents said",
    );
    check(
        "The eight towns of the province had\n64 schools before the war, and the office there says that\nonly nine are open. | It went on.",
    );
    check("The group\nnamed last\nwas meant.");
    check("First paragraph without a stop\r\n\r\n| Second one");
    check("  Indented.\n   | More.");
}

#[test]
fn other_scripts() {
    check("هل غادروا؟ | نعم. | غادر الجيش المدينة.");
    check("قال د. سامي إنه غادر. | ثم عاد.");
    check("کیا وہ گئے؟ | ہاں۔ | سب چلے گئے۔");
    check("他们走了。|我们也走了！|谁？|没有人。");
    check("彼は「行く。」|と言った。");
    check("वे चले गए। | हम रुके।");
    check("Նրանք գնացին։ | Ճանապարհը բաց է։");
    check("ពួកគេបានទៅ។ | យើងនៅ។");
    check("Они ушли. | Дорога открыта. | В 2024 г. было тихо.");
}

#[test]
fn thai_has_blanks_between_clauses() {
    let clause = "คนงานท่าเรือกลับไปทำงานในวันจันทร์หลังจากการประท้วงหยุดงาน";
    let text = [clause; 6].join(" ");
    let found = sentences(&text);
    assert_eq!(found.len(), 3, "two clauses each");
    assert!(found.iter().all(|range| text[range.clone()].split(' ').count() == 2));
    assert_eq!(sentences("คนงาน ท่าเรือ").len(), 1);
}

#[test]
fn endless_sentences_are_cut_between_words() {
    let clauses = "the column moved on, ".repeat(400);
    let words = "onward ".repeat(2_000);
    let han = "走".repeat(5_000);
    for text in [&clauses, &words, &han] {
        let found = sentences(text);
        assert!(found.len() > 2);
        for range in &found {
            let piece = &text[range.clone()];
            assert!(piece.chars().count() <= MAX_SENTENCE_CHARS);
            assert!(["the", "onward", "走"].iter().any(|start| piece.starts_with(start)), "{piece}");
        }
    }
    assert!(clauses[sentences(&clauses)[0].clone()].ends_with(','));
}

#[test]
fn a_word_is_never_cut() {
    let blob = "Qx9".repeat(50_000);
    let text = format!("before {blob} after");
    let found: Vec<&str> = sentences(&text).into_iter().map(|range| &text[range]).collect();
    assert!(found.iter().any(|sentence| sentence.contains(&blob)));
}
