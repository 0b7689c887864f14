//! stub
pub mod plan; pub mod spans;
#[derive(Clone,Debug,Default)] pub struct Warning{pub message:String}
