//! Texts that match a regular expression.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::maker::Maker;
use super::regular::regular;

/// How often lengths are drawn until one is right.
const TRIES: usize = 40;

/// How often something is repeated that has no upper bound.
const MORE: u32 = 8;

impl Maker<'_> {
    /// A text of a length in characters in which the pattern matches and that fits otherwise; `None` if the pattern is not
    /// understood, or no such text is found.
    pub(super) fn matching(
        &mut self,
        pattern: &str,
        (least, most): (usize, usize),
        fits: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let hir = regex_syntax::parse(pattern).ok().or_else(|| regex_syntax::parse(&regular(pattern)?).ok())?;
        (0..TRIES).find_map(|attempt| {
            let mut text = String::new();
            let more = MORE + u32::try_from(least.min(512) * usize::from(attempt > 0)).unwrap_or_default();
            self.write(&hir, more, &mut text)?;
            let is_open = |anchor: char| !pattern.contains(anchor);
            while text.chars().count() < least && (is_open('$') || is_open('^')) {
                if is_open('$') { text.push('a') } else { text.insert(0, 'a') }
            }
            let length = text.chars().count();
            (length >= least && length <= most && fits(&text)).then_some(text)
        })
    }

    fn write(&mut self, hir: &Hir, more: u32, text: &mut String) -> Option<()> {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
            HirKind::Class(class) => text.push(self.character(class)?),
            HirKind::Capture(capture) => self.write(&capture.sub, more, text)?,
            HirKind::Concat(parts) => {
                for part in parts {
                    self.write(part, more, text)?;
                }
            }
            HirKind::Alternation(branches) => {
                let branch = self.random.below(branches.len());
                self.write(branches.get(branch)?, more, text)?;
            }
            HirKind::Repetition(repetition) => {
                let least = repetition.min;
                let most = repetition.max.unwrap_or(least.saturating_add(more)).min(least.saturating_add(more));
                let count = least as usize + self.random.below((most - least) as usize + 1);
                for _ in 0..count {
                    self.write(&repetition.sub, more, text)?;
                }
            }
        }
        Some(())
    }

    /// A character of a class, one of ASCII that is a letter or a digit if there is any.
    fn character(&mut self, class: &Class) -> Option<char> {
        let ranges: Vec<(char, char)> = match class {
            Class::Unicode(class) => class.ranges().iter().map(|range| (range.start(), range.end())).collect(),
            Class::Bytes(class) => {
                class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
            }
        };
        let of = |wanted: fn(&char) -> bool| -> Vec<char> {
            let ascii = (' '..='~').filter(wanted);
            ascii.filter(|one| ranges.iter().any(|(start, end)| (start..=end).contains(&one))).collect()
        };
        let mut candidates = of(|one| one.is_ascii_alphanumeric());
        if candidates.is_empty() {
            candidates = of(|_| true);
        }
        self.random.one(&candidates).copied().or_else(|| ranges.first().map(|(start, _)| *start))
    }
}
