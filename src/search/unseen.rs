//! What matches and was not told before: all of it, the newest first, whatever the limit of a page.
//!
//! First the ids of everything that matches are asked for, which reads no article; what is shown of those that are left is made part
//! by part, as it is wanted, so that memory does not grow with what there is.

use super::{
    SearchError, Searcher,
    request::{Copies, Request},
    resolve::{Understood, asks_when},
    response::Hit,
};
use crate::{
    engine::{Handle, Order, Wanted},
    query::Warning,
};

/// What matches and was not told before.
pub struct Unseen {
    request: Request,
    understood: Understood,
    left: Vec<Handle>,
    /// The ids of all that is left, in order.
    pub ids: Vec<String>,
    /// What the reader should know.
    pub warnings: Vec<Warning>,
}

impl Searcher<'_> {
    /// Everything that a request matches but what `is_known`, the newest first.
    ///
    /// # Errors
    /// As [`Searcher::search`].
    pub fn unseen(&mut self, request: &Request, is_known: &dyn Fn(&str) -> bool) -> Result<Unseen, SearchError> {
        let mut request = request.clone();
        (request.offset, request.copies, request.ids_only) = (0, Copies::All, false);
        self.lookup(&request.clone(), |searcher| {
            let mut understood = searcher.understand(&request)?;
            let wanted = Wanted { order: Order::Newest, limit: usize::MAX, total: false };
            let all: Vec<Handle> =
                searcher.engine.best(&understood.clause, wanted)?.hits.into_iter().map(|(_, hit)| hit).collect();
            let ids = searcher.engine.ids(&all)?;
            let (left, ids) = all.into_iter().zip(ids).filter(|(_, id)| !is_known(id)).unzip();
            let mut warnings = std::mem::take(&mut understood.warnings);
            if asks_when(&request, &understood.ast) {
                warnings.extend(searcher.unstamped(request.text.len())?);
            }
            Ok(Unseen { request, understood, left, ids, warnings })
        })
    }

    /// Some of them as they are shown, from the `from`th on; each says when the index got it.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn unseen_hits(&mut self, unseen: &Unseen, from: usize, most: usize) -> Result<Vec<Hit>, SearchError> {
        let part: Vec<(f32, Handle)> = unseen.left.iter().skip(from).take(most).map(|hit| (0.0, *hit)).collect();
        let mut request = unseen.request.clone();
        request.limit = part.len();
        self.lookup(&request, |searcher| {
            let mut hits = searcher.hits(&part, &unseen.understood, &request)?;
            searcher.stamp(&mut hits, &part)?;
            hits.iter_mut().zip(from as u64 + 1..).for_each(|(hit, rank)| hit.rank = rank);
            Ok(hits)
        })
    }
}
