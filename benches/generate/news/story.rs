//! One article, from its headline to its footer.

use dateline::calendar::Day;

use super::{
    News, Story, days,
    frequencies::Draw,
    lists::{ARABIC_WEEKDAYS, CITIES, MONTHS, WEEKDAYS},
    outlets::{Dateline, Outlet},
    random::Random,
    words::{Script, Words},
};

/// Words of an article: those of the English articles at hand, wires and magazines together, have a mean of 286.
const ARTICLE: (f64, f64) = (180.0, 0.85);
/// Words of an article at most.
const LONGEST: usize = 7_000;
/// Words of a sentence, likewise 22 to 24.
const SENTENCE: (f64, f64) = (20.0, 0.6);
/// Words of a headline.
const HEADLINE: (f64, f64) = (7.2, 0.27);
/// Share of the content words that are the topic's.
const TOPICAL: f64 = 0.25;
/// Share of the content words that have stood in the article before.
const AGAIN: f64 = 0.2;
/// Words that a topic has.
const TOPIC_WORDS: usize = 200;
/// Mentions of actors for each word that is not one: 14 in a thousand words of the text, with the articles that have none.
const MENTIONS: f64 = 0.0165;
/// Words of text for each actor of an article.
const WORDS_PER_ACTOR: f64 = 85.0;

/// The rank of word `n` of a topic: drawn as all words are, once for ever.
pub fn topic_word(words: &Words, topic: u64, n: usize) -> u64 {
    words.frequencies().content(&mut Random::new(topic, 0x7061_7274 + n as u64))
}

/// A topic: a few come all the time, and there is always a new one.
pub fn topic(random: &mut Random) -> u64 {
    random.rank(20.0, 1.3)
}

/// Writes article `number`.
pub fn write(news: &News, number: u64, script: Script, mut random: Random) -> Story {
    let outlet = &news.outlets[(random.rank(5.0, 1.6) as usize) % news.outlets.len()];
    let day = days::draw(&mut random);
    let length = random.log_normal(ARTICLE.0, ARTICLE.1).clamp(15, LONGEST);
    let actors = if random.chance(0.25) { 0 } else { 1 + random.below((length as f64 / WORDS_PER_ACTOR) as usize + 1) };
    let actors = (0..actors.min(12)).map(|_| news.cast.draw(script, &mut random)).collect();
    let topic = topic(&mut random);
    let mut text =
        Text { news, words: news.words(script), script, random, topic, actors, seen: Vec::new(), out: String::new() };
    text.headline();
    let title = std::mem::take(&mut text.out);
    text.header(outlet, &title, day);
    text.dateline(outlet, day);
    text.body(length, outlet.paragraph);
    text.footer(outlet, day);
    let url = text.random.chance(0.6).then(|| {
        format!("{}/{}/{:02}/{:02}/{}-{number}", outlet.site, day.year(), day.month(), day.day(), number % 97)
    });
    Story {
        id: format!("g{}-{number}", news.seed),
        title,
        date: outlet.date.map(|form| days::field(form, day, &mut text.random)),
        source: outlet.named.then(|| outlet.name.clone()),
        text: text.out,
        url,
    }
}

/// An article under way.
struct Text<'a> {
    news: &'a News,
    words: &'a Words,
    script: Script,
    random: Random,
    topic: u64,
    actors: Vec<usize>,
    /// Ranks of the content words so far.
    seen: Vec<u64>,
    out: String,
}

impl Text<'_> {
    fn headline(&mut self) {
        let length = self.random.log_normal(HEADLINE.0, HEADLINE.1).clamp(3, 20);
        let named = if self.random.chance(0.4) { self.random.below(length) } else { usize::MAX };
        let mut last = usize::MAX;
        for n in 0..length {
            let start = self.out.len();
            if n == named && self.actor() {
                last = usize::MAX;
            } else if self.random.chance(0.55) {
                let n = self.random.below(TOPIC_WORDS / 4);
                let rank = topic_word(self.words, self.topic, n);
                self.seen.push(rank);
                self.words.push(rank, &mut self.out);
            } else {
                last = self.word(last);
            }
            if n == 0 {
                capital(&mut self.out, start);
            }
            self.out.push(' ');
        }
        self.out.pop();
    }

    fn header(&mut self, outlet: &Outlet, title: &str, day: Day) {
        if !self.random.chance(outlet.header) {
            return;
        }
        if self.random.chance(0.5) {
            self.out.push_str(title);
            self.out.push_str("\n\n");
        }
        let latin = self.script == Script::Latin;
        if latin && self.random.chance(0.6) {
            self.out.push_str("By ");
            self.person();
            self.out.push('\n');
        }
        if self.random.chance(0.6) {
            let published = self.random.chance(0.5);
            let form = if self.random.chance(0.5) { days::Form::American } else { days::Form::British };
            match days::field(form, day, &mut self.random) {
                days::Field::Text(date) if latin => {
                    self.out.push_str(if published { "Published " } else { "" });
                    self.out.push_str(&date);
                }
                _ => self.out.push_str(&days::arabic(day)),
            }
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    fn dateline(&mut self, outlet: &Outlet, day: Day) {
        let (city, arabic) = CITIES[(self.random.rank(4.0, 1.7) as usize) % CITIES.len()];
        let dash = if self.random.chance(0.5) { '–' } else { '-' };
        let name = &outlet.name;
        if self.script == Script::Arabic {
            if outlet.dateline != Dateline::None {
                self.out.push_str(&format!("{arabic} {dash} "));
            }
            return;
        }
        let city = city.to_uppercase();
        match outlet.dateline {
            Dateline::None => {}
            Dateline::Place => self.out.push_str(&format!("{city} ({name}) {dash} ")),
            Dateline::Day => self.out.push_str(&format!("{city}, {} ({name}) {dash} ", days::short(day))),
            Dateline::Full => {
                if let days::Field::Text(date) = days::field(days::Form::British, day, &mut self.random) {
                    self.out.push_str(&format!("{city}, {date} {dash} "));
                }
            }
        }
    }

    fn body(&mut self, length: usize, paragraph: &str) {
        let mut left = length;
        let mut sentences = 0;
        while left > 0 {
            if sentences == 0 {
                sentences = 1 + self.random.weighted(&[0.62, 0.28, 0.10]);
            }
            let sentence = self.random.log_normal(SENTENCE.0, SENTENCE.1).clamp(3, 90).min(left.max(3));
            self.sentence(sentence);
            left = left.saturating_sub(sentence);
            sentences -= 1;
            self.out.push_str(if sentences == 0 { paragraph } else { " " });
        }
        self.out.truncate(self.out.trim_end().len());
    }

    fn sentence(&mut self, length: usize) {
        let quoted = self.script == Script::Latin && length > 8 && self.random.chance(0.12);
        if quoted {
            self.out.push('“');
        }
        let start = self.out.len();
        let mut last = usize::MAX;
        for n in 0..length {
            if !self.actors.is_empty() && self.random.chance(MENTIONS / 0.75) && self.actor() {
                last = usize::MAX;
            } else {
                last = self.word(last);
            }
            if n == 0 {
                capital(&mut self.out, start);
            }
            if n + 1 < length && self.random.chance(0.04) {
                self.out.push(if self.script == Script::Latin { ',' } else { '،' });
            }
            self.out.push(' ');
        }
        self.out.pop();
        if quoted {
            self.out.push_str(",” ");
            self.person();
            self.out.push_str(" said");
        }
        self.out.push('.');
    }

    /// The next word; `last` is the place of the common word before it, so that none stands twice in a row.
    fn word(&mut self, last: usize) -> usize {
        loop {
            match self.words.draw(&mut self.random) {
                Draw::Common(n) if n == last => {}
                Draw::Common(n) => {
                    self.out.push_str(self.words.common(n));
                    return n;
                }
                Draw::Content(rank) => {
                    self.content(rank);
                    return usize::MAX;
                }
                Draw::Number => {
                    self.number();
                    return usize::MAX;
                }
                Draw::Time => {
                    self.time();
                    return usize::MAX;
                }
            }
        }
    }

    /// A content word: the one drawn, one of the topic, or one that has stood here before.
    fn content(&mut self, drawn: u64) {
        let chance = self.random.unit();
        let rank = if chance < AGAIN && !self.seen.is_empty() {
            *self.random.pick(&self.seen)
        } else if chance > 1.0 - TOPICAL {
            // The first words of a topic are its commonest.
            let place = self.random.unit() * self.random.unit();
            topic_word(self.words, self.topic, (place * TOPIC_WORDS as f64) as usize)
        } else {
            drawn
        };
        self.seen.push(rank);
        if self.script == Script::Arabic {
            // Article and particles are written together with the word.
            const BEFORE: [&str; 6] = ["", "ال", "و", "وال", "بال", "ل"];
            self.out.push_str(BEFORE[self.random.weighted(&[0.5, 0.36, 0.05, 0.04, 0.03, 0.02])]);
        }
        self.words.push(rank, &mut self.out);
    }

    fn number(&mut self) {
        let random = &mut self.random;
        let figure = match random.weighted(&[0.5, 0.2, 0.15, 0.1, 0.05]) {
            0 => (1 + random.rank(4.0, 1.8) % 99).to_string(),
            1 => ((1 + random.below(50)) * 10).to_string(),
            2 => (2025 - random.rank(3.0, 1.8) % 60).to_string(),
            3 => format!("{},{:03}", 1 + random.below(90), random.below(10) * 100),
            _ => format!("{}.{}", random.below(30), random.below(10)),
        };
        self.out.push_str(&figure);
    }

    fn time(&mut self) {
        let n = self.random.below(7);
        if self.script == Script::Arabic {
            self.out.push_str(ARABIC_WEEKDAYS[n]);
        } else if self.random.chance(0.6) {
            self.out.push_str("on ");
            self.out.push_str(WEEKDAYS[n]);
        } else {
            let month = *self.random.pick(&MONTHS);
            self.out.push_str("in ");
            self.out.push_str(month);
        }
    }

    /// One of the article's actors under one of its names; false where it has none.
    fn actor(&mut self) -> bool {
        if self.actors.is_empty() {
            return false;
        }
        let actor = *self.random.pick(&self.actors);
        let name = self.news.cast.name(self.script, actor, &mut self.random);
        self.out.push_str(name);
        !name.is_empty()
    }

    fn person(&mut self) {
        let first = 300 + self.random.rank(60.0, 1.8) % 2_000;
        let last = 2_000 + self.random.rank(400.0, 1.6);
        self.words.push_name(first, &mut self.out);
        self.out.push(' ');
        self.words.push_name(last, &mut self.out);
    }

    fn footer(&mut self, outlet: &Outlet, day: Day) {
        if !self.random.chance(outlet.footer) {
            return;
        }
        let (name, year) = (&outlet.name, day.year());
        if self.script == Script::Arabic {
            self.out.push_str("\n\nجميع الحقوق محفوظة");
            return;
        }
        match self.random.below(5) {
            0 => self.out.push_str(&format!("\n\n© {year} {name}. All rights reserved.")),
            1 => self.out.push_str("\n\nSubscribe to our newsletter"),
            2 => self.out.push_str(&format!("\n\nFollow {name} on Facebook and Twitter")),
            3 => {
                self.out.push_str("\n\nReporting by ");
                self.person();
                self.out.push_str("; Editing by ");
                self.person();
            }
            _ => {
                self.out.push_str("\n\nRead more: ");
                let start = self.out.len();
                let mut last = usize::MAX;
                for _ in 0..7 {
                    last = self.word(last);
                    self.out.push(' ');
                }
                self.out.pop();
                capital(&mut self.out, start);
            }
        }
    }
}

/// A capital for the ASCII letter at `start`.
fn capital(text: &mut String, start: usize) {
    if let Some(first) = text.get(start..=start).map(str::to_ascii_uppercase) {
        text.replace_range(start..=start, &first);
    }
}
