//! The copies of an article, as they are told: who else printed it and when, and how like the texts are.
//!
//! Families are the engine's to know; how like two members are is told from their texts, which are read for it.

use super::{
    SearchError,
    response::{Copy, Story},
};
use crate::{
    clean,
    engine::{
        Engine, Handle, Kin,
        stored::{Shown, Stored},
    },
    query::Dimension,
    syndication::Shingles,
};

/// The copies of one article, and what shares text with it; `None` where the engine does not know copies.
///
/// # Errors
/// The index cannot be read.
pub(super) fn story(engine: &dyn Engine, hit: Handle, text: &str) -> Result<Option<Story>, SearchError> {
    let Some(families) = engine.families(&[hit])? else { return Ok(None) };
    let Kin { copies, shares } = engine.kin(hit)?;
    if copies.is_empty() && shares.is_empty() {
        return Ok(Some(Story::default()));
    }
    let own = Shingles::of(text);
    let is_first = copies.first() == Some(&hit);
    let others: Vec<Handle> = copies.into_iter().filter(|copy| *copy != hit).collect();
    debug_assert!(others.is_empty() == families.iter().all(Option::is_none), "a family is of several");
    let copies = engine.stored(&others)?;
    let mut origin = if others.is_empty() { None } else { clean::agency(text) };
    let copies = copies.iter().map(|copy| {
        let article = copy.shown()?;
        origin = origin.take().or_else(|| clean::agency(&article.text));
        let likeness = own.likeness(&Shingles::of(&article.text));
        Ok(told(article, likeness))
    });
    let copies = copies.collect::<Result<Vec<_>, SearchError>>()?;
    let sharing = engine.stored(&shares.iter().map(|(other, _)| *other).collect::<Vec<_>>())?;
    let shares = sharing.iter().zip(&shares).map(|(other, (_, likeness))| Ok(told(other.shown()?, *likeness)));
    let mut shares = shares.collect::<Result<Vec<_>, SearchError>>()?;
    shares.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then_with(|| one.id.cmp(&other.id)));
    Ok(Some(Story { copies, is_first, origin, shares }))
}

fn told(article: Shown<'_>, likeness: f64) -> Copy {
    Copy {
        outlet: article.fact(Dimension::Outlet).map(str::to_owned),
        id: article.id,
        published: article.published,
        likeness,
    }
}

/// The copies of the article that is stored.
///
/// # Errors
/// As [`story`].
pub(super) fn story_of(engine: &dyn Engine, hit: Handle) -> Result<Option<(Copy, Story)>, SearchError> {
    let stored = engine.stored(&[hit])?;
    let one = |stored: &Stored| {
        let article = stored.shown()?;
        let story = story(engine, hit, &article.text)?;
        Ok(story.map(|story| (told(article, 1.0), story)))
    };
    match stored.as_slice() {
        [stored, ..] => one(stored),
        [] => Ok(None),
    }
}
