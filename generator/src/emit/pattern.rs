//! What a regular expression asks for, in words where it is simple.

use crate::text::code_cell as code;

/// That a value matches a pattern, or does not: the end of a sentence about the value.
pub(super) fn says(pattern: &str, matches: bool) -> String {
    let not = if matches { "" } else { "not " };
    match Simple::of(pattern) {
        Some(Simple::Beginning(text)) if matches => format!("begins with {}", code(text)),
        Some(Simple::Beginning(text)) => format!("does not begin with {}", code(text)),
        Some(Simple::Values(values)) => {
            let mut values: Vec<_> = values.into_iter().map(code).collect();
            let last = values.pop().unwrap_or_default();
            let all = if values.is_empty() { last } else { format!("{} or {last}", values.join(", ")) };
            format!("is {not}{all}")
        }
        None if matches => format!("matches {}", code(pattern)),
        None => format!("does not match {}", code(pattern)),
    }
}

/// What needs no regular expression.
enum Simple<'a> {
    /// `^86-`
    Beginning(&'a str),
    /// `^cn$`, `^(Enabled|Disabled)$`
    Values(Vec<&'a str>),
}

impl<'a> Simple<'a> {
    fn of(pattern: &'a str) -> Option<Self> {
        let rest = pattern.strip_prefix('^')?;
        let is_text = |text: &&str| {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_/@ ".contains(&byte))
        };
        let Some(whole) = rest.strip_suffix('$') else {
            return Some(rest).filter(is_text).map(Simple::Beginning);
        };
        let values = match whole.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(values) => values.split('|').collect(),
            None => vec![whole],
        };
        values.iter().all(is_text).then_some(Simple::Values(values))
    }
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn a_simple_pattern_is_said_in_words() {
        assert_eq!(says("^86-", true), "begins with `86-`");
        assert_eq!(says("^86-", false), "does not begin with `86-`");
        assert_eq!(says("^cn$", false), "is not `cn`");
        assert_eq!(says("^(Enabled|Disabled)$", true), "is `Enabled` or `Disabled`");
        assert_eq!(says("^(a|b|c)$", false), "is not `a`, `b` or `c`");
    }

    #[test]
    fn any_other_pattern_is_shown_as_it_is() {
        for pattern in ["^a.*$", "a", "^(a|b.)$", "^()$", "^a+", "", "^", "$", "^(a"] {
            assert_eq!(says(pattern, true), format!("matches {}", crate::text::code_cell(pattern)));
        }
    }
}
