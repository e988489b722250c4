use crate::model::{Condition, Subject};
use crate::vocabulary::{Count, SomeItem, ValidCode, When};

impl From<&When> for Condition {
    fn from(when: &When) -> Self {
        let when = when.clone();
        let list = |list: Vec<When>| list.iter().map(Condition::from).collect();
        let mut all = Vec::new();
        all.extend(when.site.map(Condition::Site));
        let subject = when.parameter.map(Subject::Parameter).or(when.field.map(Subject::Field));
        let subject = subject.or(when.item.map(Subject::Item));
        if let Some(subject) = subject {
            let subject = || subject.clone();
            all.extend(when.matches.map(|pattern| Condition::Matches { subject: subject(), pattern }));
            all.extend(when.not_matches.map(|pattern| Condition::NotMatches { subject: subject(), pattern }));
            all.extend(when.present.map(|present| Condition::Present { subject: subject(), present }));
            all.extend(when.equals.map(|text| Condition::Equals { subject: subject(), text }));
            all.extend(when.longer_than.map(|length| Condition::LongerThan { subject: subject(), length }));
            all.extend(when.shorter_than.map(|length| Condition::ShorterThan { subject: subject(), length }));
        }
        all.extend(when.limit.map(Condition::Limit));
        all.extend(when.exists.map(Condition::Exists));
        all.extend(when.count.map(|Count { resource, r#where, at_least }| Condition::Count {
            resource,
            filters: r#where,
            at_least,
        }));
        all.extend(when.valid_code.map(|ValidCode { name, r#for, parameter }| Condition::ValidCode {
            code: name,
            recipient: r#for,
            parameter,
        }));
        all.extend(
            when.some.map(|SomeItem { of, when }| Condition::Some { of, when: Box::new(Condition::from(&*when)) }),
        );
        all.extend(when.unknown_page_token.map(Condition::UnknownPageToken));
        all.extend(when.any.map(|any| Condition::Any(list(any))));
        all.extend(when.all.map(|all| Condition::All(list(all))));
        all.extend(when.not.map(|not| Condition::Not(Box::new(Condition::from(&*not)))));
        all.extend(when.forced_only.map(Condition::ForcedOnly));
        match all.len() {
            1 => all.remove(0),
            _ => Condition::All(all),
        }
    }
}
