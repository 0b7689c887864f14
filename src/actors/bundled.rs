//! The authority that comes with the program.
//!
//! One line a file; the files themselves are data, read by [`super::Authority::parse`].

/// Name and text of every bundled authority file.
pub const BUNDLED: &[(&str, &str)] = &[
    ("east-afghanistan-pakistan.toml", include_str!("authority/east-afghanistan-pakistan.toml")),
    ("east-global-jihad.toml", include_str!("authority/east-global-jihad.toml")),
    ("east-iran.toml", include_str!("authority/east-iran.toml")),
    ("east-iraq.toml", include_str!("authority/east-iraq.toml")),
    ("east-lebanon.toml", include_str!("authority/east-lebanon.toml")),
    ("east-libya.toml", include_str!("authority/east-libya.toml")),
    ("east-listed-hezbollah.toml", include_str!("authority/east-listed-hezbollah.toml")),
    ("east-listed-iran.toml", include_str!("authority/east-listed-iran.toml")),
    ("east-listed-other.toml", include_str!("authority/east-listed-other.toml")),
    ("east-palestine-israel.toml", include_str!("authority/east-palestine-israel.toml")),
    ("east-persons.toml", include_str!("authority/east-persons.toml")),
    ("east-sahel-africa.toml", include_str!("authority/east-sahel-africa.toml")),
    ("east-syria.toml", include_str!("authority/east-syria.toml")),
    ("east-turkey-kurds.toml", include_str!("authority/east-turkey-kurds.toml")),
    ("east-yemen.toml", include_str!("authority/east-yemen.toml")),
    ("world-governments-africa.toml", include_str!("authority/world-governments-africa.toml")),
    ("world-governments-americas.toml", include_str!("authority/world-governments-americas.toml")),
    ("world-governments-asia.toml", include_str!("authority/world-governments-asia.toml")),
    ("world-governments-europe.toml", include_str!("authority/world-governments-europe.toml")),
    ("world-governments-middle-east.toml", include_str!("authority/world-governments-middle-east.toml")),
    ("world-groups-africa.toml", include_str!("authority/world-groups-africa.toml")),
    ("world-groups-asia.toml", include_str!("authority/world-groups-asia.toml")),
    ("world-groups-europe.toml", include_str!("authority/world-groups-europe.toml")),
    ("world-groups-latin-america.toml", include_str!("authority/world-groups-latin-america.toml")),
    ("world-listed-charities.toml", include_str!("authority/world-listed-charities.toml")),
    ("world-media.toml", include_str!("authority/world-media.toml")),
    ("world-organizations.toml", include_str!("authority/world-organizations.toml")),
    ("world-services.toml", include_str!("authority/world-services.toml")),
];
