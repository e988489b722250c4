//! What a rule of the comparison is: data, of which its page and its level follow.

use std::fmt;

use twinspec_schemas::Direction;

/// Whom a change concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Requests and answers: callers in every language.
    Wire,
    /// The generated Rust API: callers who compile against it.
    Source,
    /// What the service does: errors, limits, permissions, state, pages.
    Behaviour,
    /// What is said of it.
    Docs,
}

impl Kind {
    /// What it is called.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Wire => "WIRE",
            Kind::Source => "SOURCE",
            Kind::Behaviour => "BEHAVIOUR",
            Kind::Docs => "DOCS",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How much a change asks of callers, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing.
    Compatible,
    /// To look at it: some callers notice.
    Risky,
    /// To change something, or calls fail.
    Breaking,
}

impl Level {
    /// What it is called.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Compatible => "compatible",
            Level::Risky => "risky",
            Level::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The rule that is found where old and new change places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mirror {
    /// A rule whose level of requests is the level of answers here, and the other way round.
    Of(&'static str),
    /// A rule whose levels are others, and why.
    Except(&'static str, &'static str),
    /// There is none, and why.
    None(&'static str),
}

/// What a change means in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// How much it asks of callers.
    pub level: Level,
    /// What a caller has to do, in one sentence.
    pub caller: &'static str,
}

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable id: `W106`.
    pub id: &'static str,
    /// What changed, in a few words.
    pub title: &'static str,
    /// Whom it concerns.
    pub kind: Kind,
    /// Its mirror.
    pub mirror: Mirror,
    /// What it means in a request, or where there is no direction.
    pub request: Verdict,
    /// What it means in an answer.
    pub answer: Verdict,
}

impl Rule {
    /// What it means in a direction.
    pub fn verdict(&self, direction: Option<Direction>) -> Verdict {
        match direction {
            Some(Direction::Response) => self.answer,
            Some(Direction::Request) | None => self.request,
        }
    }

    /// Its page: Markdown.
    pub fn explanation(&self) -> String {
        let Rule { id, title, kind, mirror, request, answer } = self;
        let verdicts = if request == answer {
            format!("It is **{}**. {}\n", request.level, request.caller)
        } else {
            format!(
                "* In a request it is **{}**. {}\n* In an answer it is **{}**. {}\n",
                request.level, request.caller, answer.level, answer.caller
            )
        };
        let mirror = match mirror {
            Mirror::Of(id) => {
                format!("Where old and new change places it is `{id}`, and requests change places with answers.")
            }
            Mirror::Except(id, why) => {
                format!("Where old and new change places it is `{id}`. The levels are not mirrored: {why}.")
            }
            Mirror::None(why) => format!("It is its own mirror, or has none: {why}."),
        };
        format!("# {id}: {title}\n\nA change of the kind {kind}.\n\n{verdicts}\n{mirror}\n")
    }
}
