use crate::model::{Action, Answer, Effect, Find, List, Members, Omit, Slice, State, States};
use crate::vocabulary::{self, At, Operation};

/// How long a code is good for unless the spec says otherwise: ten minutes.
const CODE_EXPIRES_AFTER: u32 = 600;

/// `None` if it does nothing; lint has spoken of that.
fn effect(effect: &vocabulary::Effect) -> Option<Effect> {
    let vocabulary::Effect { with: fields, r#where: filters, r#for: recipient, .. } = effect.clone();
    let members = effect.from.clone().map(|from| Members { from, except: effect.except.clone() });
    let action = if let Some(resource) = effect.create.clone() {
        Action::Create {
            name: effect.r#as.clone().unwrap_or_else(|| resource.clone()),
            resource,
            from: members,
            present: effect.present,
            fields,
        }
    } else if let (Some(name), Some(from)) = (effect.replace.clone(), members.clone()) {
        Action::Replace { name, from, fields }
    } else if let (Some(name), Some(from)) = (effect.merge.clone(), members) {
        Action::Merge { name, from, fields }
    } else if let Some(name) = effect.update.clone() {
        Action::Update { name, fields }
    } else if let Some(name) = effect.delete.clone() {
        Action::Delete { name }
    } else if let Some(resource) = effect.delete_all.clone() {
        Action::DeleteAll { resource, filters }
    } else if let Some(resource) = effect.update_all.clone() {
        Action::UpdateAll { resource, filters, fields }
    } else if let Some(code) = effect.issue_code.clone() {
        let expires_after = effect.expires_after.unwrap_or(CODE_EXPIRES_AFTER);
        Action::IssueCode { code, recipient, expires_after }
    } else if let Some(code) = effect.consume_code.clone() {
        Action::ConsumeCode { code, recipient }
    } else {
        Action::Poll { name: effect.poll.clone()? }
    };
    Some(Effect { action, owner: effect.account.clone(), when: effect.when.as_ref().map(Into::into) })
}

impl From<&vocabulary::States> for States {
    fn from(states: &vocabulary::States) -> Self {
        let state = |vocabulary::State { name, polls, after, effects }: &vocabulary::State| State {
            name: name.clone(),
            polls: *polls,
            after: *after,
            effects: effects.iter().filter_map(effect).collect(),
        };
        States { field: states.field.clone(), sequence: states.sequence.iter().map(state).collect() }
    }
}

/// What an operation says of the state of an account.
pub(super) struct Behaviour {
    pub(super) given: Vec<String>,
    pub(super) dry_run: Option<String>,
    pub(super) finds: Vec<Find>,
    pub(super) effects: Vec<Effect>,
    pub(super) answer: Vec<Answer>,
    pub(super) omit: Vec<Omit>,
    pub(super) list: Option<List>,
}

impl From<&Operation> for Behaviour {
    fn from(words: &Operation) -> Self {
        let find = |(name, At { node, .. }): &(String, At<vocabulary::Find>)| Find {
            name: name.clone(),
            resource: node.resource.clone(),
            owner: node.account.clone(),
            filters: node.r#where.clone(),
            absent: node.absent,
        };
        let mut finds: Vec<_> = words.finds.iter().map(find).collect();
        finds.sort_by(|a, b| a.name.cmp(&b.name));
        let mut answer: Vec<_> =
            words.answer.iter().map(|(path, value)| Answer { path: path.clone(), value: value.node.clone() }).collect();
        answer.sort_by(|a, b| a.path.cmp(&b.path));
        let mut omit: Vec<_> =
            words.omit.iter().map(|(path, when)| Omit { path: path.clone(), when: (&when.node).into() }).collect();
        omit.sort_by(|a, b| a.path.cmp(&b.path));
        Behaviour {
            given: words.given.iter().map(|given| given.node.clone()).collect(),
            dry_run: words.dry_run.as_ref().map(|dry_run| dry_run.node.clone()),
            finds,
            effects: words.effects.iter().filter_map(|each| effect(&each.node)).collect(),
            answer,
            omit,
            list: words.list.as_ref().map(|At { node, .. }| List {
                resource: node.resource.clone(),
                owner: node.account.clone(),
                filters: node.r#where.clone(),
                each: node.each.clone(),
                with: node.with.clone(),
                having: node.having.clone(),
                distinct: node.distinct,
                items: node.items.clone(),
                order: node.order.clone(),
                omit: node.omit.iter().map(|(field, when)| (field.clone(), when.into())).collect(),
                slice: Slice {
                    limit: node.limit.clone(),
                    skip: node.skip.clone(),
                    page: node.page.clone(),
                    after: node.after.clone(),
                    before: node.before.clone(),
                    total: node.total.clone(),
                    more: node.more.clone(),
                    first: node.first.clone(),
                    last: node.last.clone(),
                    next: node.next.clone(),
                },
            }),
        }
    }
}
