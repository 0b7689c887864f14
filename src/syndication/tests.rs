//! What is a copy, and that the sketches miss none: held against a comparison of each text with each.

use std::collections::BTreeSet;

use super::{Families, LEAST_WORDS, Shingles, Sketch};

/// A text of so many words by a number: the same number, the same words.
fn story(number: u64, words: usize) -> Vec<String> {
    let word = |at: u64| format!("w{}", super::shingles::mixed(number << 20 | at) % 3000);
    (0..words as u64).map(word).collect()
}

/// The text with every `step`-th word another, by which one.
fn changed(mut words: Vec<String>, step: usize, with: &str) -> Vec<String> {
    words.iter_mut().skip(step / 2).step_by(step).for_each(|word| with.clone_into(word));
    words
}

fn texts() -> Vec<String> {
    let mut texts = Vec::new();
    for number in 0..30 {
        let words = [LEAST_WORDS, 60, 150, 400][number as usize % 4];
        let one = story(number, words);
        texts.push(one.join(" "));
        for (step, with) in [(400, "added"), (120, "other"), (70, "more"), (40, "less"), (25, "far"), (12, "off")] {
            if !number.is_multiple_of(3) && step < words {
                texts.push(changed(one.clone(), step, with).join(" "));
            }
        }
        // A lead of one's own before the wire's text, and one behind it.
        texts.push(format!("{} {}", story(number + 1000, words / 10 + 1).join(" "), one.join(" ")));
        texts.push(format!("{} {}", one.join(" "), story(number + 2000, words / 2).join(" ")));
    }
    texts
}

fn found(texts: &[String]) -> Families {
    let sketches: Vec<Sketch> = texts.iter().map(|text| Sketch::of(text).unwrap()).collect();
    let read = |text: u32| Ok::<_, ()>(Shingles::of(&texts[text as usize]));
    Families::find(&sketches, read).unwrap()
}

/// The same by comparing each with each.
fn by_force(texts: &[String]) -> Families {
    Families::by_force(&texts.iter().map(|text| Shingles::of(text)).collect::<Vec<_>>())
}

#[test]
fn families_are_those_of_comparing_each_with_each() {
    let texts = texts();
    let (found, wanted) = (found(&texts), by_force(&texts));
    assert!(wanted.members.len() > 20 && wanted.shares.len() > 20, "{wanted:?}");
    assert_eq!(found.members, wanted.members);
    assert!(found.shares.iter().all(|pair| wanted.shares.contains(pair)));
    assert!(found.shares.len() * 10 >= wanted.shares.len() * 8, "{} of {}", found.shares.len(), wanted.shares.len());
}

#[test]
fn the_order_of_texts_does_not_matter() {
    let texts = texts();
    let named = |texts: &[String]| {
        let Families { members, shares } = found(texts);
        let text = |number: &u32| texts[*number as usize].clone();
        let members: BTreeSet<BTreeSet<String>> =
            members.iter().map(|family| family.iter().map(text).collect()).collect();
        let shares: BTreeSet<BTreeSet<String>> =
            shares.iter().map(|pair| [pair.one, pair.other].iter().map(text).collect()).collect();
        (members, shares)
    };
    let once = named(&texts);
    let mut turned = texts.clone();
    turned.reverse();
    assert_eq!(named(&turned), once);
    turned.rotate_left(37);
    assert_eq!(named(&turned), once);
}

#[test]
fn many_copies_of_one_text_are_one_family() {
    let one = story(1, 200);
    let texts: Vec<String> =
        (0..300).map(|number| changed(one.clone(), 199, &format!("n{number}")).join(" ")).collect();
    let found = found(&texts);
    assert_eq!(found.members.iter().map(Vec::len).collect::<Vec<_>>(), [300]);
    assert!(found.shares.is_empty());
}

#[test]
fn likeness_is_the_share_of_four_words_in_a_row() {
    let words = |from: usize, to: usize| (from..to).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let like = |one: &str, other: &str| (Shingles::of(one).likeness(&Shingles::of(other)) * 1000.0).round() as i32;
    let base = words(0, 43);
    for (case, other, likeness) in [
        ("the same", base.clone(), 1000),
        ("case and signs", base.to_uppercase().replace(' ', ", "), 1000),
        // Forty shingles, of which four hold the word that differs.
        ("a word inside", base.replace("word20", "other"), 818),
        ("eight more words", words(0, 51), 833),
        ("the first half", words(0, 23), 0),
        ("nothing", String::new(), 0),
        ("other words", words(100, 143), 0),
    ] {
        assert_eq!(like(&base, &other), likeness, "{case}");
        assert_eq!(like(&other, &base), likeness, "{case}, turned");
    }
}

#[test]
fn texts_without_blanks_and_of_other_scripts_have_copies() {
    let chinese =
        "港口起重机工人周一上午在大厅开会讨论工资和轮班问题,港务局表示谈判将持续到本周末,工会代表要求增加夜班补贴。";
    let arabic =
        "قال عمال الميناء يوم الاثنين إنهم سيعودون إلى العمل بعد اجتماع طويل مع إدارة الميناء حول الأجور وساعات العمل ";
    for (text, other) in [(chinese, "国"), (arabic, "مدرسة")] {
        let text = text.repeat(3);
        let copy = format!("{text} {other}");
        assert!(Shingles::of(&text).likeness(&Shingles::of(&copy)) > 0.9, "{text}");
        assert!(Sketch::of(&text).unwrap().agreement(&Sketch::of(&copy).unwrap()) > 10, "{text}");
    }
}

#[test]
fn short_texts_have_no_copies() {
    let text = |words| story(7, words).join(" ");
    assert!(Sketch::of(&text(LEAST_WORDS - 1)).is_none() && Shingles::of(&text(LEAST_WORDS - 1)).is_empty());
    assert!(Sketch::of(&text(LEAST_WORDS)).is_some() && !Shingles::of(&text(LEAST_WORDS)).is_empty());
    // One word over and over: a single shingle, which fills every slot.
    let dull = "no ".repeat(LEAST_WORDS);
    assert_eq!(Shingles::of(&dull).len(), 2, "one as it is written, one folded");
    assert_eq!(Sketch::of(&dull).unwrap().agreement(&Sketch::of(&(dull.clone() + "no")).unwrap()), super::SKETCH_BYTES);
}
