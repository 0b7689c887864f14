//! stub
use super::{args::*, exit::Exit}; 
pub fn run(_:&Global,_:&SearchArgs)->anyhow::Result<Exit>{todo!()}
