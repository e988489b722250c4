//! Pages for people.

/// Whether a text is a page for people, behind comments and the declaration of XHTML if there are any.
pub(crate) fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some((_, after)) =
        [("<!--", "-->"), ("<?xml", "?>")].iter().find_map(|(start, end)| rest.strip_prefix(start)?.split_once(end))
    {
        rest = after.trim_start();
    }
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}
