use serde::Deserialize;

use crate::model::Condition;

/// `when` as it is written: a mapping whose keys must all hold.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct When {
    site: Option<String>,
    parameter: Option<String>,
    matches: Option<String>,
    not_matches: Option<String>,
    present: Option<bool>,
    limit: Option<String>,
    exists: Option<String>,
    any: Option<Vec<When>>,
    all: Option<Vec<When>>,
    not: Option<Box<When>>,
    forced_only: Option<String>,
}

impl From<When> for Condition {
    fn from(when: When) -> Self {
        let list = |list: Vec<When>| list.into_iter().map(Condition::from).collect();
        let mut all = Vec::new();
        all.extend(when.site.map(Condition::Site));
        if let Some(parameter) = when.parameter {
            let name = || parameter.clone();
            all.extend(when.matches.map(|pattern| Condition::Matches { parameter: name(), pattern }));
            all.extend(when.not_matches.map(|pattern| Condition::NotMatches { parameter: name(), pattern }));
            all.extend(when.present.map(|present| Condition::Present { parameter: name(), present }));
        }
        all.extend(when.limit.map(Condition::Limit));
        all.extend(when.exists.map(Condition::Exists));
        all.extend(when.any.map(|any| Condition::Any(list(any))));
        all.extend(when.all.map(|all| Condition::All(list(all))));
        all.extend(when.not.map(|not| Condition::Not(Box::new(Condition::from(*not)))));
        all.extend(when.forced_only.map(Condition::ForcedOnly));
        match all.len() {
            1 => all.remove(0),
            _ => Condition::All(all),
        }
    }
}
