//! Alibaba Cloud Resource Names, and the `Resource` and `NotResource` of a statement.

use super::Wildcard;

/// How many parts a resource name has: `acs:<service>:<region>:<account>:<relative id>`.
const PARTS: usize = 5;

/// Which resources a statement speaks of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Resources {
    /// `Resource`: these.
    These(Vec<Pattern>),
    /// `NotResource`: all but these.
    AllBut(Vec<Pattern>),
}

impl Resources {
    /// Whether the statement speaks of the resource. With an unknown one, only what holds for every resource
    /// holds when nothing is to be taken for granted; an allowance is.
    pub(super) fn include(&self, resource: Option<&str>, allows: bool) -> bool {
        let (patterns, negated) = match self {
            Resources::These(patterns) => (patterns, false),
            Resources::AllBut(patterns) => (patterns, true),
        };
        match resource {
            Some(resource) => patterns.iter().any(|pattern| pattern.matches(resource)) != negated,
            None if allows => !(negated && patterns.iter().any(Pattern::is_everything)),
            None => !negated && patterns.iter().any(Pattern::is_everything),
        }
    }
}

/// A pattern of resource names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern {
    whole: Wildcard,
    /// Service, region, account and relative id, if the pattern has them.
    parts: Option<[Wildcard; 4]>,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let mut parts = text.splitn(PARTS, ':');
        let parts = match [parts.next(), parts.next(), parts.next(), parts.next(), parts.next()] {
            [Some("acs"), Some(service), Some(region), Some(account), Some(id)] => Some([
                Wildcard::ignoring_case(service),
                Wildcard::new(region),
                Wildcard::new(account),
                Wildcard::new(id),
            ]),
            _ => None,
        };
        Pattern { whole: Wildcard::new(text), parts }
    }

    fn is_everything(&self) -> bool {
        self.whole.as_str() == "*"
    }

    /// Part by part if both names have all parts, so that no `*` reaches into the next part but that of the
    /// relative id; else as one text.
    fn matches(&self, resource: &str) -> bool {
        let whole = || self.whole.matches(resource);
        let Some([service, region, account, id]) = &self.parts else { return whole() };
        let mut parts = resource.splitn(PARTS, ':');
        match [parts.next(), parts.next(), parts.next(), parts.next(), parts.next()] {
            [Some("acs"), Some(its_service), Some(its_region), Some(its_account), Some(its_id)] => {
                service.matches(its_service)
                    && fits(region, its_region)
                    && fits(account, its_account)
                    && id.matches(its_id)
            }
            _ => whole(),
        }
    }
}

/// Region and account may be left out on either side: a resource without them belongs to any.
fn fits(pattern: &Wildcard, part: &str) -> bool {
    pattern.as_str().is_empty() || part.is_empty() || part == "*" || pattern.matches(part)
}
