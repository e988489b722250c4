//! The operators of conditions.

use std::str::FromStr;

use crate::mock::ram::PolicyError;
use crate::mock::ram::error::did_you_mean;

/// An operator of a condition, such as `StringLike`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operator {
    name: &'static str,
    kind: Kind,
    negated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Equals,
    EqualsIgnoringCase,
    Like,
    Number(Comparison),
    Time(Comparison),
    Flag,
    Address,
}

/// How the value of a request is held against that of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equals,
    Less,
    LessOrEquals,
    Greater,
    GreaterOrEquals,
}

impl Comparison {
    pub(super) fn holds<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            Comparison::Equals => left == right,
            Comparison::Less => left < right,
            Comparison::LessOrEquals => left <= right,
            Comparison::Greater => left > right,
            Comparison::GreaterOrEquals => left >= right,
        }
    }
}

const fn operator(name: &'static str, kind: Kind) -> Operator {
    Operator { name, kind, negated: false }
}

const fn negated(name: &'static str, kind: Kind) -> Operator {
    Operator { name, kind, negated: true }
}

impl Operator {
    /// All operators there are.
    ///
    /// `IpAddressIncludeBorder` and its negation mean the same here as `IpAddress` and its negation: the first
    /// and the last address of a block belong to it.
    pub const ALL: [Operator; 23] = [
        operator("StringEquals", Kind::Equals),
        negated("StringNotEquals", Kind::Equals),
        operator("StringEqualsIgnoreCase", Kind::EqualsIgnoringCase),
        negated("StringNotEqualsIgnoreCase", Kind::EqualsIgnoringCase),
        operator("StringLike", Kind::Like),
        negated("StringNotLike", Kind::Like),
        operator("NumericEquals", Kind::Number(Comparison::Equals)),
        negated("NumericNotEquals", Kind::Number(Comparison::Equals)),
        operator("NumericLessThan", Kind::Number(Comparison::Less)),
        operator("NumericLessThanEquals", Kind::Number(Comparison::LessOrEquals)),
        operator("NumericGreaterThan", Kind::Number(Comparison::Greater)),
        operator("NumericGreaterThanEquals", Kind::Number(Comparison::GreaterOrEquals)),
        operator("DateEquals", Kind::Time(Comparison::Equals)),
        negated("DateNotEquals", Kind::Time(Comparison::Equals)),
        operator("DateLessThan", Kind::Time(Comparison::Less)),
        operator("DateLessThanEquals", Kind::Time(Comparison::LessOrEquals)),
        operator("DateGreaterThan", Kind::Time(Comparison::Greater)),
        operator("DateGreaterThanEquals", Kind::Time(Comparison::GreaterOrEquals)),
        operator("Bool", Kind::Flag),
        operator("IpAddress", Kind::Address),
        negated("NotIpAddress", Kind::Address),
        operator("IpAddressIncludeBorder", Kind::Address),
        negated("NotIpAddressIncludeBorder", Kind::Address),
    ];

    /// The name, as a policy has it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn kind(self) -> Kind {
        self.kind
    }

    pub(super) fn is_negated(self) -> bool {
        self.negated
    }
}

impl FromStr for Operator {
    type Err = PolicyError;

    fn from_str(name: &str) -> Result<Self, PolicyError> {
        Operator::ALL.into_iter().find(|operator| operator.name == name).ok_or_else(|| {
            let hint = did_you_mean(name, Operator::ALL.iter().map(|operator| operator.name));
            PolicyError::new(format!("there is no condition operator `{name}`{hint}"))
        })
    }
}
