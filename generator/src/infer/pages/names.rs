//! What the parameters are called by which a call asks for a page, without capitals and separators.

/// How many items a page may have.
pub(super) const SIZE: [&str; 12] = [
    "limit",
    "perpage",
    "pagesize",
    "maxresults",
    "maxitems",
    "size",
    "top",
    "take",
    "count",
    "first",
    "pagelimit",
    "itemsperpage",
];

/// Parameters that take the number of a page.
pub(super) const PAGE: [&str; 4] = ["page", "pagenumber", "pageno", "pagenum"];

/// Parameters that take how many items are before a page.
pub(super) const OFFSET: [&str; 2] = ["offset", "skip"];

/// Parameters that take a token, and what the token is called in an answer. One alone can be anything, such as the name of the
/// page that was asked for.
pub(super) const TOKEN: &[(&str, &[&str])] = &[
    ("cursor", &["nextcursor"]),
    ("nextcursor", &["nextcursor"]),
    ("pagecursor", &["nextpagecursor", "nextcursor"]),
    ("pagetoken", &["nextpagetoken", "nexttoken", "nextpage"]),
    ("nextpagetoken", &["nextpagetoken"]),
    ("token", &["nexttoken"]),
    ("nexttoken", &["nexttoken"]),
    ("continuationtoken", &["nextcontinuationtoken", "continuationtoken"]),
    ("continue", &["continue"]),
    ("marker", &["nextmarker"]),
    ("nextmarker", &["nextmarker"]),
    ("page", &["nextpage"]),
];

/// Parameters that take what the last item is called.
pub(super) const AFTER: [&str; 3] = ["startingafter", "after", "afterid"];

/// Others that say where a page starts, in ways that are not followed.
const OTHERS: [&str; 2] = ["startkey", "startcursor"];

/// Whether a parameter says where a page starts. A document that has several of them says elsewhere which goes with which.
pub(super) fn is_start(name: &str) -> bool {
    [&PAGE[..], &OFFSET, &AFTER, &OTHERS].iter().any(|names| names.contains(&name))
        || TOKEN.iter().any(|(token, _)| *token == name)
}
