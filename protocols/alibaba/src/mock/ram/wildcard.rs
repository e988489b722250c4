//! Texts with `*` and `?` in them.

use std::fmt;

/// A text in which `*` stands for any characters, none included, and `?` for exactly one. A `*` matches across
/// `/` and `:` as well.
///
/// ```
/// use twinspec_alibaba::mock::ram::Wildcard;
///
/// assert!(Wildcard::new("ecs:Describe*").matches("ecs:DescribeInstances"));
/// assert!(!Wildcard::new("ecs:Describe?").matches("ecs:Describe"));
/// assert!(Wildcard::ignoring_case("ECS:*").matches("ecs:Start"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Wildcard {
    pattern: Box<str>,
    ignore_case: bool,
}

impl Wildcard {
    /// A pattern that distinguishes upper case from lower case.
    pub fn new(pattern: impl Into<Box<str>>) -> Self {
        Wildcard { pattern: pattern.into(), ignore_case: false }
    }

    /// A pattern that makes no difference between the upper and lower case of ASCII letters.
    pub fn ignoring_case(pattern: impl Into<Box<str>>) -> Self {
        Wildcard { pattern: pattern.into(), ignore_case: true }
    }

    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.pattern
    }

    /// Whether the whole text matches. Takes at most as many steps as pattern and text have bytes, multiplied.
    pub fn matches(&self, text: &str) -> bool {
        if &*self.pattern == "*" {
            return true;
        }
        let same = |a: u8, b: u8| a == b || (self.ignore_case && a.eq_ignore_ascii_case(&b));
        let (pattern, text) = (self.pattern.as_bytes(), text.as_bytes());
        let (mut p, mut t) = (0, 0);
        // Where to go on if it does not fit: behind the last `*`, with one more character left to it.
        let mut retry = None;
        while let Some(&byte) = text.get(t) {
            match pattern.get(p) {
                Some(b'*') => {
                    p += 1;
                    retry = Some((p, t));
                    continue;
                }
                Some(b'?') => {
                    p += 1;
                    t += character(byte);
                    continue;
                }
                Some(&expected) if same(expected, byte) => {
                    p += 1;
                    t += 1;
                    continue;
                }
                _ => {}
            }
            let Some((behind, from)) = retry else { return false };
            let from = from + text.get(from).map_or(1, |&byte| character(byte));
            (p, t) = (behind, from);
            retry = Some((behind, from));
        }
        pattern.get(p..).unwrap_or_default().iter().all(|&byte| byte == b'*')
    }
}

/// How many bytes the character has that starts with this one.
fn character(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}

impl fmt::Debug for Wildcard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.pattern)
    }
}
