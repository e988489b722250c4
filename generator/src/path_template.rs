//! Texts with variables in braces: paths, and the URLs of servers.

/// The variables of a template, `{region}`.
pub(crate) fn variables(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// A template whose variables have other names.
pub(crate) fn renamed<'t>(template: &'t str, mut name: impl FnMut(&'t str) -> &'t str) -> String {
    let (mut text, mut rest) = (String::new(), template);
    while let Some((before, (variable, after))) =
        rest.split_once('{').and_then(|(before, variable)| Some((before, variable.split_once('}')?)))
    {
        text.push_str(&format!("{before}{{{}}}", name(variable)));
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_and_renamed() {
        assert_eq!(variables("/a/{b}.{c}/{d").collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(renamed("/a/{b}.{c}/{d", |name| if name == "b" { "x" } else { "" }), "/a/{x}.{}/{d");
    }
}
