//! The elements of HTML: how each is laid out, and whether it has an end tag. The only table of them.
//!
//! Layout is what the standard's own style sheet gives an element ("Rendering", `display`), for no style of a page is read.

/// How the text of an element stands to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// On lines of its own.
    Block,
    /// In the line.
    Inline,
    /// A line ends where it stands.
    Break,
    /// No text: a picture, a control, what the head holds.
    Other,
}

/// Whether an element has an end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndTag {
    /// It ends at its end tag.
    Needed,
    /// It also ends where one of its kind begins, or what it stands in ends.
    Optional,
    /// It has none, and holds nothing.
    None,
}

/// An element of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name in lower case.
    pub name: &'static str,
    /// How it is laid out.
    pub layout: Layout,
    /// Whether it has an end tag.
    pub end: EndTag,
}

const fn block(name: &'static str) -> Element {
    Element { name, layout: Layout::Block, end: EndTag::Needed }
}

const fn block_open(name: &'static str) -> Element {
    Element { name, layout: Layout::Block, end: EndTag::Optional }
}

const fn inline(name: &'static str) -> Element {
    Element { name, layout: Layout::Inline, end: EndTag::Needed }
}

const fn other(name: &'static str) -> Element {
    Element { name, layout: Layout::Other, end: EndTag::Needed }
}

const fn other_open(name: &'static str) -> Element {
    Element { name, layout: Layout::Other, end: EndTag::Optional }
}

const fn void(name: &'static str, layout: Layout) -> Element {
    Element { name, layout, end: EndTag::None }
}

/// Every element that pages have, by name. A page's `<title>` is a line of its own: it is the first that a reader sees.
#[rustfmt::skip]
const ELEMENTS: &[Element] = &[
    inline("a"), inline("abbr"), inline("acronym"), block("address"), void("area", Layout::Other), block("article"),
    block("aside"), other("audio"),
    inline("b"), void("base", Layout::Other), void("basefont", Layout::Other), inline("bdi"), inline("bdo"),
    void("bgsound", Layout::Other), inline("big"), block("blockquote"), block_open("body"), void("br", Layout::Break),
    other("button"),
    other("canvas"), block_open("caption"), block("center"), inline("cite"), inline("code"), void("col", Layout::Other),
    other_open("colgroup"),
    inline("data"), other("datalist"), block_open("dd"), inline("del"), block("details"), inline("dfn"), block("dialog"),
    block("dir"), block("div"), block("dl"), block_open("dt"),
    inline("em"), void("embed", Layout::Other),
    block("fieldset"), block("figcaption"), block("figure"), inline("font"), block("footer"), block("form"),
    void("frame", Layout::Other), other("frameset"),
    block("h1"), block("h2"), block("h3"), block("h4"), block("h5"), block("h6"), other_open("head"), block("header"),
    block("hgroup"), void("hr", Layout::Block), other_open("html"),
    inline("i"), other("iframe"), void("img", Layout::Other), void("input", Layout::Other), inline("ins"),
    inline("kbd"), void("keygen", Layout::Other),
    inline("label"), block("legend"), block_open("li"), void("link", Layout::Other), block("listing"),
    block("main"), other("map"), inline("mark"), other("math"), block("menu"), void("meta", Layout::Other),
    other("meter"),
    block("nav"), inline("nobr"), other("noembed"), other("noframes"), other("noscript"),
    other("object"), block("ol"), other_open("optgroup"), other_open("option"), inline("output"),
    block_open("p"), void("param", Layout::Other), other("picture"), block("plaintext"), block("pre"),
    other("progress"),
    inline("q"),
    inline("rp"), inline("rt"), inline("ruby"),
    inline("s"), inline("samp"), other("script"), block("search"), block("section"), other("select"), inline("small"),
    void("source", Layout::Other), inline("span"), inline("strike"), inline("strong"), other("style"), inline("sub"),
    block("summary"), inline("sup"), other("svg"),
    block("table"), block_open("tbody"), block_open("td"), other("template"), other("textarea"), block_open("tfoot"),
    block_open("th"), block_open("thead"), inline("time"), block("title"), block_open("tr"), void("track", Layout::Other),
    inline("tt"),
    inline("u"), block("ul"),
    inline("var"), other("video"),
    void("wbr", Layout::Inline),
    block("xmp"),
];

/// Longer than any name in the table.
const LONGEST_NAME: usize = 16;

/// The names of [`ELEMENTS`] as numbers that are in the same order: pages have millions of tags, and numbers are compared
/// at once where names are compared byte by byte.
#[expect(clippy::indexing_slicing, reason = "reckoned by the compiler, which would say so")]
static NAMES: [u128; ELEMENTS.len()] = {
    let mut names = [0; ELEMENTS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = number(ELEMENTS[at].name.as_bytes());
        at += 1;
    }
    names
};

/// The first letters of a name in lower case, as many as a number holds, as the number that sorts as they do.
const fn number(name: &[u8]) -> u128 {
    let (mut number, mut rest, mut places) = (0, name, LONGEST_NAME);
    while places > 0 {
        number <<= 8;
        if let [letter, others @ ..] = rest {
            number |= letter.to_ascii_lowercase() as u128;
            rest = others;
        }
        places -= 1;
    }
    number
}

/// The element of a name in any case; `None` where HTML has no such element.
#[must_use]
pub fn element(name: &str) -> Option<&'static Element> {
    let name = name.as_bytes();
    if name.len() >= LONGEST_NAME || name.contains(&0) {
        return None;
    }
    ELEMENTS.get(NAMES.binary_search(&number(name)).ok()?)
}

/// How the element of this name is laid out; `None` where HTML has no such element.
#[must_use]
pub fn layout(name: &str) -> Option<Layout> {
    element(name).map(|element| element.layout)
}

/// The rank of a heading, 1 to 6; `None` where the element of this name is none.
#[must_use]
pub fn heading_rank(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h' | b'H', rank @ b'1'..=b'6'] => Some(rank - b'0'),
        _ => None,
    }
}

/// Whether the element of this name has no end tag and holds nothing.
#[must_use]
pub fn is_void(name: &str) -> bool {
    element(name).is_some_and(|element| element.end == EndTag::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_found_in_any_case() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.name < b.name));
        for known in ELEMENTS {
            assert!(known.name.len() < LONGEST_NAME);
            assert_eq!(element(&known.name.to_uppercase()), Some(known));
        }
        for unknown in ["", "x-date", "blockquotes", "averyveryverylongname", "é"] {
            assert_eq!(element(unknown), None, "{unknown}");
        }
        assert_eq!(layout("BR"), Some(Layout::Break));
        assert!(is_void("img") && !is_void("p") && !is_void("x-img"));
        assert_eq!(["h1", "H6", "h0", "h7", "hr", "h"].map(heading_rank), [Some(1), Some(6), None, None, None, None]);
    }
}
