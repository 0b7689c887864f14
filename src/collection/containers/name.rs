//! Names of what archives hold.
//!
//! Nothing is written under them, but they are shown, compared and kept: a name that leads out of its archive would
//! stand where it does not belong.

use crate::collection::problem::ProblemKind;

/// Bytes of a name, at most: no system has longer paths.
const LONGEST: usize = 4096;

/// Refuses a name that leads out of the archive, or that is no name.
pub fn checked(name: &str) -> Result<(), ProblemKind> {
    let absolute = name.starts_with(['/', '\\']) || name.get(1..3).is_some_and(|drive| drive == ":\\" || drive == ":/");
    if absolute || name.split(['/', '\\']).any(|part| part == "..") || name.len() > LONGEST {
        return Err(ProblemKind::NameOutside);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_their_archive() {
        for (name, fine) in [
            ("a.txt", true),
            ("a/b..c/..d/e.txt", true),
            ("../a.txt", false),
            ("a/../../b.txt", false),
            ("a\\..\\b.txt", false),
            ("/etc/a.txt", false),
            ("C:\\a.txt", false),
            (&"a/".repeat(10_000), false),
        ] {
            assert_eq!(checked(name).is_ok(), fine, "{name:.40}");
        }
    }
}
