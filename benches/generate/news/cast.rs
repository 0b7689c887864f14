//! Who is in the news: actors of the bundled authority, some of them nearly always, most of them rarely.

use dateline::actors::Authority;

use super::{
    random::{Random, mix},
    words::Script,
};

/// Actors by how often they come, for each script.
pub struct Cast {
    latin: Vec<Names>,
    arabic: Vec<Names>,
}

/// The names of an actor in one script, its own first.
struct Names(Vec<String>);

impl Cast {
    /// From all actors that have a name in letters of a script. Those with most names come most:
    /// an authority knows best who is written about.
    pub fn new(authority: &Authority) -> Self {
        let of = |is: fn(char) -> bool| {
            let mut all: Vec<(u64, Names)> = authority
                .iter()
                .filter_map(|actor| {
                    let names = std::iter::once(&actor.name).chain(&actor.aliases);
                    let names: Vec<String> = names.filter(|name| name.chars().all(is)).cloned().collect();
                    let chance = mix(authority.fingerprint() ^ actor.id.bytes().map(u64::from).sum::<u64>()) % 8;
                    (!names.is_empty()).then(|| (names.len() as u64 + chance, Names(names)))
                })
                .collect();
            all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.0.cmp(&b.1.0)));
            all.into_iter().map(|(_, names)| names).collect()
        };
        Self { latin: of(|c| c < '\u{250}'), arabic: of(|c| c == ' ' || ('\u{620}'..'\u{670}').contains(&c)) }
    }

    /// An actor, as a number that [`Cast::name`] takes. The exponents are those of the mentions in
    /// some 30,000 English articles.
    pub fn draw(&self, script: Script, random: &mut Random) -> usize {
        (random.rank(4.0, 1.35) as usize) % self.of(script).len().max(1)
    }

    /// One of an actor's names: its own in half of the cases.
    pub fn name(&self, script: Script, actor: usize, random: &mut Random) -> &str {
        let Some(Names(names)) = self.of(script).get(actor) else { return "" };
        if random.chance(0.5) { &names[0] } else { random.pick::<String>(names) }
    }

    fn of(&self, script: Script) -> &[Names] {
        match script {
            Script::Latin => &self.latin,
            Script::Arabic => &self.arabic,
        }
    }
}
