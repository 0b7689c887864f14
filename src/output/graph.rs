//! Networks of actors: for people, as a table, as JSON, and in the two formats that programs for networks read.
//!
//! GEXF 1.3 (gexf.net) and `GraphML` (graphml.graphdrawing.org). Both are undirected; the weight of an edge is its number of articles.

use std::io::{self, Write};

use csv::ByteRecord;
use serde::Serialize;

use super::{
    csv::Table,
    html::escaped,
    json::{WireQuery, line, wire_query},
    style::{ACTOR, DIM, FACT, isolated},
    wire::{WireWarning, warnings},
};
use crate::search::network::Network;

const NETWORK: &str = "dateline.network/1";

/// Writes the pairs for people.
///
/// # Errors
/// The output cannot be written.
pub fn text(out: &mut dyn Write, network: &Network) -> io::Result<()> {
    let name = |id: &str| isolated(called(network, id)).into_owned();
    let digits = network.pairs.first().map_or(1, |pair| pair.articles.to_string().len()).max("articles".len());
    if !network.pairs.is_empty() {
        writeln!(out, "{DIM}{:>digits$}{DIM:#}", "articles")?;
    }
    for pair in &network.pairs {
        let (one, other) = &pair.actors;
        writeln!(
            out,
            "{FACT}{:>digits$}{FACT:#}  {ACTOR}{}{ACTOR:#} {DIM}–{DIM:#} {ACTOR}{}{ACTOR:#}",
            pair.articles,
            name(one),
            name(other)
        )?;
    }
    let rest = match network.left_out {
        0 => String::new(),
        1 => ", 1 pair left out".to_owned(),
        more => format!(", {more} pairs left out"),
    };
    writeln!(out, "{DIM}{} articles{rest}{DIM:#}", network.total)
}

/// What an actor is called.
fn called<'n>(network: &'n Network, id: &'n str) -> &'n str {
    match network.actors.binary_search_by(|member| member.id.as_str().cmp(id)) {
        Ok(at) => network.actors.iter().skip(at).map(|member| member.name.as_str()).next(),
        Err(_) => None,
    }
    .unwrap_or(id)
}

/// Writes the pairs as a table: both ids and names, articles, and how often.
///
/// # Errors
/// The output cannot be written.
pub fn table(out: &mut dyn Write, network: &Network, table: Table) -> io::Result<()> {
    let mut records =
        vec![ByteRecord::from(vec!["source", "target", "source_name", "target_name", "articles", "times"])];
    for pair in &network.pairs {
        let (one, other) = (pair.actors.0.as_str(), pair.actors.1.as_str());
        let mut record = ByteRecord::new();
        for text in [one, other, called(network, one), called(network, other)] {
            record.push_field(table.cell(text).as_bytes());
        }
        record.push_field(pair.articles.to_string().as_bytes());
        record.push_field(pair.times.to_string().as_bytes());
        records.push(record);
    }
    out.write_all(&table.lines(&records)?)
}

#[derive(Serialize)]
struct WireNetwork<'a> {
    schema: &'static str,
    query: WireQuery<'a>,
    within: &'a str,
    total: u64,
    left_out: u64,
    warnings: Vec<WireWarning>,
    actors: Vec<WireMember<'a>>,
    pairs: Vec<WirePair<'a>>,
}

#[derive(Serialize)]
struct WireMember<'a> {
    id: &'a str,
    name: &'a str,
    articles: u64,
}

#[derive(Serialize)]
struct WirePair<'a> {
    source: &'a str,
    target: &'a str,
    articles: u64,
    times: u64,
}

/// Writes the network as JSON.
///
/// # Errors
/// The output cannot be written.
pub fn json(out: &mut dyn Write, network: &Network, within: &str) -> io::Result<()> {
    let actors = network.actors.iter();
    let actors = actors.map(|member| WireMember { id: &member.id, name: &member.name, articles: member.articles });
    let pairs = network.pairs.iter().map(|pair| WirePair {
        source: &pair.actors.0,
        target: &pair.actors.1,
        articles: pair.articles,
        times: pair.times,
    });
    line(
        out,
        &WireNetwork {
            schema: NETWORK,
            query: wire_query(&network.query),
            within,
            total: network.total,
            left_out: network.left_out,
            warnings: warnings(&network.warnings),
            actors: actors.collect(),
            pairs: pairs.collect(),
        },
    )
}

/// Writes the network as GEXF.
///
/// # Errors
/// The output cannot be written.
pub fn gexf(out: &mut dyn Write, network: &Network) -> io::Result<()> {
    write!(
        out,
        r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<graph defaultedgetype="undirected">
<attributes class="node"><attribute id="articles" title="articles" type="integer"/></attributes>
<attributes class="edge"><attribute id="times" title="times" type="integer"/></attributes>
<nodes>
"#
    )?;
    for member in &network.actors {
        writeln!(
            out,
            r#"<node id="{}" label="{}"><attvalues><attvalue for="articles" value="{}"/></attvalues></node>"#,
            escaped(&member.id),
            escaped(&member.name),
            member.articles
        )?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (number, pair) in network.pairs.iter().enumerate() {
        writeln!(
            out,
            r#"<edge id="{number}" source="{}" target="{}" weight="{}"><attvalues><attvalue for="times" value="{}"/></attvalues></edge>"#,
            escaped(&pair.actors.0),
            escaped(&pair.actors.1),
            pair.articles,
            pair.times
        )?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

/// Writes the network as `GraphML`.
///
/// # Errors
/// The output cannot be written.
pub fn graphml(out: &mut dyn Write, network: &Network) -> io::Result<()> {
    write!(
        out,
        r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"/>
<key id="articles" for="node" attr.name="articles" attr.type="long"/>
<key id="weight" for="edge" attr.name="weight" attr.type="long"/>
<key id="times" for="edge" attr.name="times" attr.type="long"/>
<graph id="network" edgedefault="undirected">
"#
    )?;
    for member in &network.actors {
        writeln!(
            out,
            r#"<node id="{}"><data key="name">{}</data><data key="articles">{}</data></node>"#,
            escaped(&member.id),
            escaped(&member.name),
            member.articles
        )?;
    }
    for pair in &network.pairs {
        writeln!(
            out,
            r#"<edge source="{}" target="{}"><data key="weight">{}</data><data key="times">{}</data></edge>"#,
            escaped(&pair.actors.0),
            escaped(&pair.actors.1),
            pair.articles,
            pair.times
        )?;
    }
    writeln!(out, "</graph>\n</graphml>")
}
