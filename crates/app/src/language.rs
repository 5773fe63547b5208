//! The reader's language.

pub use rapport_wire::Lang;

/// The language of the terminal, from `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set.
pub fn of_terminal() -> Lang {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    Lang::named(&["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).unwrap_or_default())
}
