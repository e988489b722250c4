//! Names, taken apart into words.

/// The words of a name in lower case: `petId`, `pet_id` and `pet-id` have the same.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous = None;
    for character in name.chars() {
        let begins = match previous {
            Some(previous) if char::is_alphanumeric(previous) => {
                character.is_uppercase() && !char::is_uppercase(previous)
            }
            _ => true,
        };
        if character.is_alphanumeric() {
            if begins {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(character.to_lowercase());
            }
        }
        previous = Some(character);
    }
    words
}

/// A name as it is compared with others: its letters and digits, in lower case.
#[derive(Clone, Copy)]
pub(super) struct Plain<'n>(&'n str);

/// What two names are compared by.
pub(super) fn plain(name: &str) -> Plain<'_> {
    Plain(name)
}

impl Plain<'_> {
    fn characters(self) -> impl Iterator<Item = char> {
        self.0.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase)
    }

    /// Whether it is one of these names, which are plain.
    pub(super) fn is_one_of(self, names: &[&str]) -> bool {
        names.iter().any(|name| self == **name)
    }

    pub(super) fn text(self) -> String {
        self.characters().collect()
    }
}

impl PartialEq for Plain<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.characters().eq(other.characters())
    }
}

/// With a text that is plain.
impl PartialEq<str> for Plain<'_> {
    fn eq(&self, other: &str) -> bool {
        self.characters().eq(other.chars())
    }
}

/// One of what a collection has many of: `pet` of `pets`.
pub(super) fn singular(plural: &str) -> String {
    let stem = |ending: &str| plural.strip_suffix(ending).filter(|stem| stem.len() > 1);
    match plural {
        "people" => return "person".to_owned(),
        "children" => return "child".to_owned(),
        _ => {}
    }
    if let Some(stem) = stem("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes", "uses", "iases"] {
        if stem(ending).is_some() {
            return plural[..plural.len() - 2].to_owned();
        }
    }
    match stem("s") {
        Some(stem) if !stem.ends_with('s') => stem.to_owned(),
        _ => plural.to_owned(),
    }
}

/// Whether a verb brings a state about: `archive` `archived`, `cancel` `canceled`, `pay` `paid`, `activate` `active`.
pub(super) fn brings_about(verb: &str, state: &str) -> bool {
    let (verb, state) = (plain(verb).text(), plain(state).text());
    if verb.len() < 3 {
        return false;
    }
    let stem = verb.strip_suffix('e').unwrap_or(&verb);
    let last = verb.chars().last().unwrap_or_default();
    let mut forms = vec![verb.clone(), format!("{stem}ed"), format!("{verb}{last}ed")];
    forms.extend(verb.strip_suffix('y').map(|stem| format!("{stem}ied")));
    forms.extend(verb.strip_suffix("ay").map(|stem| format!("{stem}aid")));
    forms.extend(verb.strip_suffix("ate").map(|stem| format!("{stem}e")));
    forms.contains(&state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_same_words_however_it_is_written() {
        for name in ["petId", "pet_id", "pet-id", "PetId", "pet.id"] {
            assert_eq!(words(name), ["pet", "id"], "{name}");
        }
        assert_eq!(words("accountSID"), ["account", "sid"]);
    }

    #[test]
    fn many_have_one() {
        let of = ["pets", "categories", "boxes", "branches", "addresses", "statuses", "aliases", "people", "status"];
        let one = of.map(singular);
        assert_eq!(one, ["pet", "category", "box", "branch", "address", "status", "alias", "person", "statu"]);
    }

    #[test]
    fn a_verb_brings_about_its_participle() {
        for (verb, state) in [
            ("archive", "archived"),
            ("cancel", "canceled"),
            ("cancel", "cancelled"),
            ("pay", "paid"),
            ("void", "void"),
            ("activate", "active"),
            ("publish", "PUBLISHED"),
        ] {
            assert!(brings_about(verb, state), "{verb} {state}");
        }
        assert!(!brings_about("archive", "active"));
        assert!(!brings_about("close", "open"));
    }
}
