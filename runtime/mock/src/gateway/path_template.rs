//! Paths with variables, `/clusters/{id}/nodes`, and with a query that tells operations of the same path apart, `/?acl`.

use percent_encoding::percent_decode_str;

/// A name and a value, decoded.
pub type Variable<'t> = (&'t str, String);

/// The variables of a path that was sent; `None` if it does not fit the template. A slash in a value travels encoded,
/// so a variable is within one segment.
pub fn variables<'t>(template: &'t str, path: &str) -> Option<Vec<Variable<'t>>> {
    let mut variables = Vec::new();
    let template = path_of(template);
    let (mut expected, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (expected.next(), given.next()) {
            (None, None) => return Some(variables),
            (Some(expected), Some(given)) => segment(expected, given, &mut variables)?,
            _ => return None,
        }
    }
}

/// Whether a path that was sent fits a template.
pub fn fits(template: &str, path: &str) -> bool {
    let slashes = |text: &str| memchr::memchr_iter(b'/', text.as_bytes()).count();
    // Most do not, and this is quicker than looking at the segments.
    slashes(path_of(template)) == slashes(path) && variables(template, path).is_some()
}

/// A template without its query.
pub fn path_of(template: &str) -> &str {
    template.split_once('?').map_or(template, |(path, _)| path)
}

/// The pairs that a call must have in its query.
pub fn fixed_pairs(template: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = template.split_once('?').map_or("", |(_, query)| query);
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// How literal a template is: of two templates that fit, the more literal one is meant. A segment of literal text counts more
/// than all text beside variables.
pub fn literalness(template: &str) -> usize {
    let of = |segment: &str| match segment.matches('{').count() {
        0 => LITERAL_SEGMENT,
        _ => literal_parts(segment).map(str::len).sum::<usize>().min(LITERAL_SEGMENT - 1),
    };
    path_of(template).split('/').map(of).sum()
}

/// What a segment of literal text counts.
const LITERAL_SEGMENT: usize = 1 << 10;

/// What is before, between and behind the variables of a segment.
fn literal_parts(segment: &str) -> impl Iterator<Item = &str> {
    segment.split('{').enumerate().map(|(position, part)| match position {
        0 => part,
        _ => part.split_once('}').map_or("", |(_, after)| after),
    })
}

/// The template with what a path has in the place of its variables, to see how alike the rest is.
pub fn filled(template: &str, path: &str) -> String {
    let given = path.split('/').map(Some).chain(std::iter::repeat(None));
    let segments = path_of(template).split('/').zip(given).map(|(expected, given)| match given {
        Some(given) if expected.contains('{') => given,
        _ => expected,
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A segment is literal text, or variables with literal text around and between them. Of several ways to divide what was sent
/// the first variable has the most: the extension of `{name}.{extension}` is what follows the last dot.
fn segment<'t>(expected: &'t str, given: &str, variables: &mut Vec<Variable<'t>>) -> Option<()> {
    let Some((before, rest)) = expected.split_once('{') else {
        let is_it = expected == given || given.contains('%') && percent_decode_str(given).eq(expected.bytes());
        return is_it.then_some(());
    };
    let mut given = given.strip_prefix(before)?;
    let mut found = Vec::new();
    let mut pieces: Vec<(&str, &str)> = Vec::new();
    for piece in rest.split('{') {
        pieces.push(piece.split_once('}')?);
    }
    // From the end: of what is between two variables, the last occurrence counts.
    let mut pieces = pieces.into_iter().rev().peekable();
    while let Some((name, after)) = pieces.next() {
        given = given.strip_suffix(after)?;
        let value = match pieces.peek() {
            None => std::mem::take(&mut given),
            Some((_, between)) => {
                // The value has a character at least.
                let before_last = given.char_indices().next_back().map_or(0, |(at, _)| at);
                let at = given.get(..before_last)?.rfind(between)?;
                let (rest, value) = given.split_at_checked(at + between.len())?;
                given = rest;
                value
            }
        };
        if value.is_empty() {
            return None;
        }
        found.push((name, percent_decode_str(value).decode_utf8_lossy().into_owned()));
    }
    variables.extend(found.into_iter().rev());
    Some(())
}

/// Whether [`variables()`] understands a template.
pub fn is_template(template: &str) -> bool {
    template.starts_with('/')
        && path_of(template).split('/').all(|segment| {
            let mut pieces = segment.split('{');
            let is_literal = |text: &str| !text.contains('}');
            // Variables side by side could not be distinguished.
            let mut behind = Vec::new();
            let are_named = pieces.next().is_some_and(is_literal)
                && pieces.all(|piece| {
                    let variable = piece.split_once('}');
                    behind.extend(variable.map(|(_, after)| after));
                    variable.is_some_and(|(name, after)| !name.is_empty() && is_literal(after))
                });
            are_named && behind.iter().rev().skip(1).all(|between| !between.is_empty())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_decoded_and_stay_in_their_segment() {
        let found = variables("/k8s/{id}/nodes/{name}", "/k8s/c%2F1/nodes/a%20b+~").expect("it fits");
        assert_eq!(found, [("id", "c/1".to_owned()), ("name", "a b+~".to_owned())]);
        assert_eq!(variables("/k8s/{id}", "/k8s/a/b"), None);
        assert_eq!(variables("/k8s/{id}", "/k8s/"), None);
        assert_eq!(variables("/k8s/{id}", "/K8s/a"), None);
        assert_eq!(variables("/a/{id}:stop", "/a/7:stop"), Some(vec![("id", "7".to_owned())]));
        assert_eq!(variables("/a b", "/a%20b"), Some(vec![]));
        assert_eq!(variables("/{key}?acl", "/a"), Some(vec![("key", "a".to_owned())]));
    }

    #[test]
    fn a_segment_can_have_several_variables() {
        let found = |template, path| {
            let found = variables(template, path)?;
            Some(found.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" "))
        };
        let file = |path| found("/files/{name}.{ext}", path);
        assert_eq!(file("/files/a.png").as_deref(), Some("name=a ext=png"));
        assert_eq!(file("/files/a.tar.gz").as_deref(), Some("name=a.tar ext=gz"));
        assert_eq!(file("/files/a..b").as_deref(), Some("name=a. ext=b"));
        assert_eq!(file("/files/a."), None);
        assert_eq!(file("/files/.a"), None);
        assert_eq!(file("/files/a"), None);
        let compared = found("/compare/{base}...{head}", "/compare/v1...a%2Fb");
        assert_eq!(compared.as_deref(), Some("base=v1 head=a/b"));
        assert_eq!(found("/{a}-{b}-{c}x", "/1-2-3-4x").as_deref(), Some("a=1-2 b=3 c=4"));
        assert!(literalness("/files/{name}.{ext}") > literalness("/files/{name}"));
        assert!(literalness("/files/mine") > literalness("/files/{a}.very.long.text"));
    }

    #[test]
    fn the_query_of_a_template_is_pairs() {
        assert_eq!(fixed_pairs("/{key}?acl&comp=add").collect::<Vec<_>>(), [("acl", ""), ("comp", "add")]);
        assert_eq!(fixed_pairs("/").count(), 0);
    }

    #[test]
    fn templates_that_cannot_be_told_apart_are_known() {
        for template in ["/", "/a/{b}", "/a/{b}:c", "/a", "/?acl", "/a/{b}?c=d&e", "/{a}.{b}", "/x{a}-{b}:c"] {
            assert!(is_template(template), "{template}");
        }
        for template in ["", "a", "/{", "/}{", "/{a}{b}", "/{}", "/a}"] {
            assert!(!is_template(template), "{template}");
        }
    }
}
