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
    variables(template, path).is_some()
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

/// How much of a template is literal text: of two templates that fit, the more literal one is meant.
pub fn literal_segments(template: &str) -> usize {
    path_of(template).split('/').filter(|segment| !segment.contains('{')).count()
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

/// A segment is literal text, or one variable with literal text around it.
fn segment<'t>(expected: &'t str, given: &str, variables: &mut Vec<Variable<'t>>) -> Option<()> {
    let Some((before, rest)) = expected.split_once('{') else {
        return (expected == given || percent_decode_str(given).eq(expected.bytes())).then_some(());
    };
    let (name, after) = rest.split_once('}')?;
    let value = given.strip_prefix(before)?.strip_suffix(after)?;
    if value.is_empty() {
        return None;
    }
    variables.push((name, percent_decode_str(value).decode_utf8_lossy().into_owned()));
    Some(())
}

/// Whether [`variables()`] understands a template.
pub fn is_template(template: &str) -> bool {
    template.starts_with('/')
        && path_of(template).split('/').all(|segment| {
            let braces = segment.chars().filter(|character| matches!(character, '{' | '}')).count();
            let variable = segment.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
            braces == 0 || (braces == 2 && variable.is_some_and(|(name, _)| !name.is_empty()))
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
    fn the_query_of_a_template_is_pairs() {
        assert_eq!(fixed_pairs("/{key}?acl&comp=add").collect::<Vec<_>>(), [("acl", ""), ("comp", "add")]);
        assert_eq!(fixed_pairs("/").count(), 0);
    }

    #[test]
    fn templates_that_cannot_be_told_apart_are_known() {
        for template in ["/", "/a/{b}", "/a/{b}:c", "/a", "/?acl", "/a/{b}?c=d&e"] {
            assert!(is_template(template), "{template}");
        }
        for template in ["", "a", "/{", "/}{", "/{a}{b}", "/{}", "/a}"] {
            assert!(!is_template(template), "{template}");
        }
    }
}
