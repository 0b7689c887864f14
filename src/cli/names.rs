//! Names of actors under the options of a call.

use anyhow::Result;

use super::{args::Global, remedies, setup};
use crate::{engine::embedded::Index, search::AuthorityNames};

/// Names for lookups in an index.
///
/// # Errors
/// An authority file of the user cannot be used: that is said even where no name is asked for.
pub fn of_index<'a>(global: &'a Global, index: &Index) -> Result<AuthorityNames<'a>> {
    let names =
        AuthorityNames::of_index(index, || setup::authority_of_index(global).map_err(|error| remedies::error(&error)));
    if setup::states_authority(global) {
        names.authority()?;
    }
    Ok(names)
}
