//! Why a text is not a policy.

/// Why a text is not a policy: where, what and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{problem}", place(at))]
pub struct PolicyError {
    at: String,
    problem: String,
}

impl PolicyError {
    pub(super) fn new(problem: impl Into<String>) -> Self {
        PolicyError { at: String::new(), problem: problem.into() }
    }

    /// The same error, seen from one level further up.
    pub(super) fn within(mut self, member: &str) -> Self {
        self.at = match self.at.as_str() {
            "" => member.to_owned(),
            at if at.starts_with('[') => format!("{member}{at}"),
            at => format!("{member}.{at}"),
        };
        self
    }

    /// Where in the policy, `Statement[0].Effect`; empty if it is all of it.
    pub fn at(&self) -> &str {
        &self.at
    }
}

fn place(at: &str) -> String {
    match at {
        "" => String::new(),
        at => format!("{at}: "),
    }
}

/// `, did you mean `x`?` if one of the names is similar.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    const LONGEST: usize = 200;
    if name.len() > LONGEST {
        return String::new();
    }
    let nearest = known
        .map(|known| (strsim::normalized_levenshtein(&name.to_lowercase(), &known.to_lowercase()), known))
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|(a, _), (b, _)| a.total_cmp(b));
    nearest.map_or_else(String::new, |(_, nearest)| format!(", did you mean `{nearest}`?"))
}
