//! The stored form of an article: all but its text as JSON, behind it the text as it is.
//!
//! The text is most of an article, and in JSON its line ends and quotes would be escaped: reading it would copy it.
//! What can be had from the text is not stored beside it, but for its [`crate::analysis::outline`]. An article that is JSON as a
//! whole, as older indexes have it, is read as well.

use std::{borrow::Cow, fmt, mem, path::Path, sync::Arc};

use super::{error::IndexError, handle::Handle};
use crate::{
    article::{Article, Published, Tags},
    query::Dimension,
    text::items,
};
use serde::{Deserialize, Serialize as _};

/// Writes an article into `out`, in place of what is there. Its mentions lose their surfaces: what stands between two bytes of a stored text need
/// not be stored twice.
///
/// # Errors
/// It cannot be written as JSON.
pub fn write(article: &mut Article, outline: &str, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    article.title_mentions.iter_mut().chain(&mut article.mentions).for_each(|mention| mention.surface.clear());
    out.clear();
    let text = mem::take(&mut article.text);
    let written = article.serialize(&mut serde_json::Serializer::new(&mut *out));
    article.text = text;
    written?;
    if !outline.is_empty() && out.pop() == Some(b'}') {
        out.extend_from_slice(b",\"outline\":");
        serde_json::to_writer(&mut *out, outline)?;
        out.push(b'}');
    }
    out.extend_from_slice(article.text.as_bytes());
    Ok(())
}

/// The first and the last moment of an article's date, in seconds since 1970: what orders by date go by. `None` where there is no
/// date, or only day and month are known: such an article stands behind the others.
///
/// A day without a time begins and ends in Greenwich, because nothing says where else: among reports of one day those with a
/// time come first in either order, and those without tie.
#[must_use]
pub fn moments(published: &Published) -> Option<(i64, i64)> {
    const DAY: i64 = 86_400;
    if published.year_unknown {
        return None;
    }
    if let Some(time) = published.time {
        return Some((time.to_epoch(), time.to_epoch()));
    }
    let (first, last) = published.earliest.zip(published.latest)?;
    Some((i64::from(first.to_epoch_days()) * DAY, i64::from(last.to_epoch_days()) * DAY + DAY - 1))
}

/// Reads what comes first as JSON, and gives what stands behind it.
fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<(T, &'a str), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(bytes).into_iter();
    let value = json.next().unwrap_or_else(|| Err(serde::de::Error::custom("there is nothing")))?;
    let text = items(bytes, json.byte_offset()..);
    Ok((value, std::str::from_utf8(text).map_err(serde::de::Error::custom)?))
}

/// An article as it is stored, in bytes that an engine may share.
pub struct Stored {
    bytes: Box<dyn AsRef<[u8]> + Send>,
    dir: Arc<Path>,
    hit: Handle,
}

/// What a search shows of an article. What cleaning removed, and how each mention was recognised, is
/// read over.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields of an article, by their names")]
pub struct Shown<'a> {
    pub id: String,
    pub path: String,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub place: Option<String>,
    pub byline: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    #[serde(default)]
    pub tags: Tags,
    pub published: Published,
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// See [`crate::analysis::outline`]; empty in an index that was made without.
    #[serde(borrow, default)]
    pub outline: Cow<'a, str>,
    #[serde(borrow, default)]
    pub mentions: Vec<Named<'a>>,
    #[serde(borrow, default)]
    pub title_mentions: Vec<Named<'a>>,
}

impl Shown<'_> {
    /// The one text that the article has in a dimension.
    #[must_use]
    pub fn fact(&self, dimension: Dimension) -> Option<&str> {
        match dimension {
            Dimension::Outlet => self.outlet.as_deref(),
            Dimension::Place => self.place.as_deref(),
            Dimension::Byline => self.byline.as_deref(),
            Dimension::Tag => self.tags.joined(),
            Dimension::Language => self.language.as_deref(),
            // These are no one text.
            Dimension::Actor | Dimension::Date => None,
        }
    }
}

/// An actor at a byte range of a text.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields of a mention, by their names")]
pub struct Named<'a> {
    #[serde(borrow)]
    pub actor: Cow<'a, str>,
    pub start: usize,
    pub end: usize,
}

impl Stored {
    /// What the index in `dir` has stored of an article.
    #[must_use]
    pub fn new(bytes: impl AsRef<[u8]> + Send + 'static, dir: impl Into<Arc<Path>>, hit: Handle) -> Self {
        Self { bytes: Box::new(bytes), dir: dir.into(), hit }
    }

    /// The whole article.
    ///
    /// # Errors
    /// What is stored is no article.
    pub fn article(&self) -> Result<Article, IndexError> {
        let (mut article, behind) = read::<Article>((*self.bytes).as_ref()).map_err(|error| self.damaged(&error))?;
        if article.text.is_empty() {
            behind.clone_into(&mut article.text);
        }
        let Article { title, text, mentions, title_mentions, .. } = &mut article;
        for (text, mentions) in [(title.as_deref().unwrap_or_default(), title_mentions), (text.as_str(), mentions)] {
            for mention in mentions.iter_mut().filter(|mention| mention.surface.is_empty()) {
                let surface = text.get(mention.start..mention.end);
                let outside = || self.damaged(&format!("no text from {} to {}", mention.start, mention.end));
                surface.ok_or_else(outside)?.clone_into(&mut mention.surface);
            }
        }
        Ok(article)
    }

    /// What a search shows of it.
    ///
    /// # Errors
    /// What is stored is no article.
    pub fn shown(&self) -> Result<Shown<'_>, IndexError> {
        let (mut shown, behind) = read::<Shown<'_>>((*self.bytes).as_ref()).map_err(|error| self.damaged(&error))?;
        if shown.text.is_empty() {
            shown.text = Cow::Borrowed(behind);
        }
        Ok(shown)
    }

    fn damaged(&self, error: &dyn fmt::Display) -> IndexError {
        let reason = format!("the article at {} is not readable: {error}", self.hit);
        IndexError::Damaged { dir: self.dir.to_path_buf(), reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Mention, MentionRule};

    fn written(article: &mut Article, outline: &str) -> Vec<u8> {
        let mut bytes = b"another article".to_vec();
        write(article, outline, &mut bytes).unwrap();
        bytes
    }

    fn stored(bytes: Vec<u8>) -> Stored {
        Stored::new(bytes, Path::new("index"), Handle(7))
    }

    fn article() -> Article {
        let mention = |start, end, surface: &str| Mention {
            actor: "a".into(),
            start,
            end,
            surface: surface.into(),
            rule: MentionRule::Name,
        };
        Article {
            id: "1".into(),
            title: Some("The \"Port\"".into()),
            text: "{\"Quoted\"}\n\n\\ and Crews.".into(),
            mentions: vec![mention(18, 23, "Crews")],
            title_mentions: vec![mention(5, 9, "Port")],
            ..Article::default()
        }
    }

    #[test]
    fn an_article_comes_back() {
        for (text, outline) in [(article().text, "-/"), (String::new(), "")] {
            let whole = Article { text, mentions: Vec::new(), ..article() };
            let stored = stored(written(&mut whole.clone(), outline));
            assert_eq!(stored.article().unwrap(), whole);
            let shown = stored.shown().unwrap();
            assert_eq!((&*shown.text, &*shown.outline), (whole.text.as_str(), outline));
            assert!(matches!(shown.text, Cow::Borrowed(_)));
        }
        let mut written = article();
        let stored = stored(self::written(&mut written, ""));
        assert_eq!(written.text, article().text, "only the surfaces are lost");
        assert_eq!(stored.article().unwrap(), article());
    }

    #[test]
    fn an_article_that_is_json_as_a_whole_is_read() {
        let stored = stored(serde_json::to_vec(&article()).unwrap());
        assert_eq!(stored.article().unwrap(), article());
        assert_eq!(stored.shown().unwrap().text, article().text);
    }

    #[test]
    fn what_is_no_article_is_told() {
        for bytes in [&b""[..], b"{}", b"{\"id\":", b"[]text", b"\xFF"] {
            let error = stored(bytes.to_vec()).article().unwrap_err().to_string();
            assert!(error.contains("0:7 is not readable"), "{error}");
        }
        let mut cut = written(&mut article(), "");
        cut.push(0xC3);
        assert!(stored(cut).shown().is_err(), "half a character");
    }
}
