//! Letters that tell a language from those that share its script and that the detector takes it for.

/// Each language with letters that its neighbours have not, and the fewest of them in a thousand letters. The first row that holds
/// decides: Kazakh has the letter of Kyrgyz too.
const ROWS: [(&str, &str, usize); 15] = [
    ("ckb", "ێڕڵ", 20),
    ("ug", "ۇۈۋڭ", 40),
    ("ps", "ټډړږښڼۍځڅ", 15),
    ("sd", "ٿڄڃڇڊڍڙڳڻٽٺڀ", 20),
    ("ur", "ٹڈڑں", 15),
    ("ba", "ҙҫ", 10),
    ("tg", "ӣҷӯ", 10),
    ("uz", "ҳ", 10),
    ("kk", "құ", 20),
    ("tt", "әҗ", 30),
    ("ky", "ң", 4),
    ("mn", "өү", 20),
    ("ti", "ኣቐ", 15),
    ("as", "ৰৱ", 10),
    ("az", "ə", 30),
];

/// The language whose own letters the sample has.
pub(super) fn language(sample: &str) -> Option<&'static str> {
    let (mut letters, mut counts) = (0, [0_usize; ROWS.len()]);
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        if c.is_ascii() {
            continue;
        }
        let small = c.to_lowercase().next().unwrap_or(c);
        for ((_, own, _), count) in ROWS.iter().zip(&mut counts) {
            *count += usize::from(own.contains(small));
        }
    }
    let mut rows = ROWS.iter().zip(counts);
    rows.find(|((.., fewest), count)| *count >= 2 && *count * 1000 >= letters * fewest).map(|((code, ..), _)| *code)
}
