//! The authority that comes with the program.
//!
//! One line a file of `data/actors/`; the files themselves are data, read by [`super::Authority::parse`]. A test holds
//! that none of the folder is left out.

/// Name and text of files of `data/actors/`.
macro_rules! files {
    ($($file:literal,)*) => {
        &[$(($file, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/actors/", $file)))),*]
    };
}

/// Name and text of every bundled authority file.
pub const BUNDLED: &[(&str, &str)] = files![
    "east-afghanistan-pakistan.toml",
    "east-global-jihad.toml",
    "east-iran.toml",
    "east-iraq.toml",
    "east-lebanon.toml",
    "east-libya.toml",
    "east-listed-hezbollah.toml",
    "east-listed-iran.toml",
    "east-listed-other.toml",
    "east-palestine-israel.toml",
    "east-persons.toml",
    "east-sahel-africa.toml",
    "east-syria.toml",
    "east-turkey-kurds.toml",
    "east-yemen.toml",
    "world-governments-africa.toml",
    "world-governments-americas.toml",
    "world-governments-asia.toml",
    "world-governments-europe.toml",
    "world-governments-middle-east.toml",
    "world-groups-africa.toml",
    "world-groups-asia.toml",
    "world-groups-europe.toml",
    "world-groups-latin-america.toml",
    "world-listed-charities.toml",
    "world-media.toml",
    "world-organizations.toml",
    "world-services.toml",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_bundled() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/actors");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|file| std::path::Path::new(file).extension().is_some_and(|extension| extension == "toml"))
            .collect();
        files.sort();
        assert_eq!(BUNDLED.iter().map(|(file, _)| *file).collect::<Vec<_>>(), files);
    }
}
