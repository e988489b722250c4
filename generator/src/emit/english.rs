//! The names of resources as English words.

use heck::ToSnakeCase;

use crate::text;

/// What people call a resource or a field: `pet category` for `PetCategory`, `DB instance` for `DBInstance`.
pub(super) fn noun(resource: &str) -> String {
    let mut rest = resource;
    let words = resource.to_snake_case();
    let words = words.split('_').map(|word| {
        let start = rest.find(|c: char| c.is_alphanumeric()).unwrap_or_default();
        let Some(written) = rest.get(start..start + word.len()) else { return word };
        rest = rest.get(start + word.len()..).unwrap_or_default();
        let is_acronym = word.len() > 1 && written.chars().all(char::is_uppercase);
        match word {
            "id" => "ID",
            "ids" => "IDs",
            _ if is_acronym => written,
            word => word,
        }
    });
    text::cell(&words.collect::<Vec<_>>().join(" "))
}

/// One of a resource: `a folder`, `an account`.
pub(super) fn with_article(resource: &str) -> String {
    let noun = noun(resource);
    // `a user`, `a unit`, `a usage`.
    let sounds_like_you = ["uni", "use", "usa"].iter().any(|start| noun.starts_with(start));
    let is_vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']) && !sounds_like_you;
    format!("{} {noun}", if is_vowel { "an" } else { "a" })
}

/// So many of a resource or more, or fewer than that: `100 or more folders`.
pub(super) fn counted(resource: &str, at_least: u32, or_more: bool) -> String {
    match (at_least, or_more) {
        (0 | 1, true) => format!("at least one {}", noun(resource)),
        (0 | 1, false) => format!("no {}", noun(resource)),
        (count, true) => format!("{count} or more {}", plural(resource)),
        (count, false) => format!("fewer than {count} {}", plural(resource)),
    }
}

/// Whether a name stands for several: `Tags`, but not `Status`.
pub(super) fn is_plural(name: &str) -> bool {
    name.ends_with('s') && !["ss", "us", "is"].iter().any(|end| name.ends_with(end))
}

fn plural(resource: &str) -> String {
    let noun = noun(resource);
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, noun, with_article};

    #[test]
    fn a_resource_is_called_as_people_call_it() {
        let nouns = ["PetCategory", "Folder", "DBInstance", "API", "RootFolderId", "", "Größe"].map(noun);
        assert_eq!(nouns, ["pet category", "folder", "DB instance", "API", "root folder ID", "-", "größe"]);
        let articles = ["Account", "Folder", "User", "UnusedKey", "Upload", "Image"].map(with_article);
        assert_eq!(articles, ["an account", "a folder", "a user", "an unused key", "an upload", "an image"]);
    }

    #[test]
    fn so_many_of_a_resource_are_plural() {
        assert_eq!(counted("Folder", 100, true), "100 or more folders");
        assert_eq!(counted("PetCategory", 2, false), "fewer than 2 pet categories");
        assert_eq!(counted("Key", 2, true), "2 or more keys");
        assert_eq!(counted("Box", 2, true), "2 or more boxes");
        assert_eq!(counted("Account", 1, true), "at least one account");
        assert_eq!(counted("Account", 1, false), "no account");
    }
}
