//! The public items of the generated crates.

rules! { Source, same;
    R001 ITEM_REMOVED "a public item is gone" Breaking "Do without it, or use what replaces it." mirror Except("R002", "nobody names yet what is new");
    R002 ITEM_ADDED "a public item is new" Compatible "Nothing has to change." mirror Except("R001", "everybody may name what was there");
    R003 SIGNATURE_CHANGED "a public item has another signature or type" Breaking "Change the code that uses it."
        mirror None("a signature is another one or it is not");
    R004 CLOSED_GREW "a type that can be matched or made whole has a new part" Breaking "Add the new part where you match it or make one."
        mirror Except("R001", "to take the part away again is a removal");
    R005 TRAIT_REMOVED "a type does not implement a trait any more" Breaking "Do not use the trait with it." mirror Except("R006", "nobody uses yet what is new");
    R006 TRAIT_ADDED "a type implements a further trait" Compatible "Nothing has to change." mirror Except("R005", "everybody may use what was there");
    R007 FEATURE_REMOVED "a cargo feature is gone" Breaking "Remove it from your `Cargo.toml`." mirror Except("R008", "nobody names yet what is new");
    R008 FEATURE_ADDED "a cargo feature is new" Compatible "Nothing has to change." mirror Except("R007", "everybody may name what was there");
    R009 CONDITION_CHANGED "an item is there with other cargo features" Breaking "Turn on the features that it needs." mirror None("which features callers turn on is not known");
    R010 PACKAGE_CHANGED "a package has another name" Breaking "Depend on the new name." mirror None("a name is another one or it is not");
}
