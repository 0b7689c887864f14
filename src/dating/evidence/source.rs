//! How far the places of a page are trusted that hold dates.

/// Where a sign stands in the page; the order is the order of trust, weakest first.
///
/// What the page shows beside its headline outweighs its metadata: systems that write metadata
/// fill in the day of a copy or a change, and give the hour of another time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::dating) enum Source {
    /// Address of the page's picture.
    Picture,
    /// A line at the foot of the text, or one that speaks of a change.
    StatedLoosely,
    /// An element whose class or id speaks of a date, before the headline or without one.
    LooseElement,
    /// `dateModified` and its like.
    Modified,
    /// `<time>` anywhere, or one of many elements of a kind, as lists of articles have them.
    LooseTime,
    /// JSON-LD `dateCreated`, or a key of publication in other JSON.
    LooseJson,
    /// JSON-LD `datePublished`.
    Json,
    /// A `<meta>` of publication whose name is loose ("date").
    LooseMeta,
    /// A header line of the visible text.
    Stated,
    /// A `<meta>` of publication.
    Meta,
    /// `<time>` after the headline.
    Time,
    /// An element whose class or id speaks of a date, after the headline.
    Element,
    /// A `published` class or attribute on an element or `<time>`.
    MarkedElement,
    /// Address of the page.
    Address,
}
