//! stub
use super::{args::*, exit::Exit}; 
pub fn run(_:&Global,_:&BatchArgs)->anyhow::Result<Exit>{todo!()}
