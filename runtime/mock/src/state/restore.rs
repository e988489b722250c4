//! From the state of an API to what is saved of it, and back.

use super::account_id::AccountId;
use super::api_state::ApiState;
use super::fields::Fields;
use super::forced::{Disturbance, Order, Step};
use super::saved::{SavedApi, SavedOrder, SavedResource};
use crate::refusal::{Refusal, Refusals, by_code};
use crate::{Action, Effect, Operation, Resource, Service};

impl ApiState {
    pub(crate) fn save(&self) -> SavedApi {
        let orders = self.forced.all().map(|(operation, order)| SavedOrder {
            operation: operation.to_owned(),
            after: order.after,
            times: order.times,
            code: order.step.refusal.as_ref().map(|refusal| refusal.code.to_string()),
            retry_after: order.step.refusal.as_ref().and_then(|refusal| refusal.retry_after),
            fault: order.step.disturbance.fault,
            delay: order.step.disturbance.delay,
        });
        SavedApi {
            resources: self.resources.save(),
            accounts: self.resources.registered().iter().map(ToString::to_string).collect(),
            numbers: self.resources.save_numbers(),
            codes: self.codes.save(),
            usage: self.usage.save(),
            forced: orders.collect(),
        }
    }
}

impl SavedApi {
    /// The state that was saved; or what of it does not fit the API or the accounts.
    pub(crate) fn restore(
        &self,
        service: &'static Service,
        refusals: &dyn Refusals,
        account: impl Fn(&str) -> Result<AccountId, String>,
    ) -> Result<ApiState, String> {
        self.restore_each(service, refusals, account, |_, _| Ok(()), Err)
    }

    /// The state that was saved as far as it fits the API and the accounts, and resources pass a `check`. What of it does not
    /// is `forgotten`.
    #[cfg(feature = "program")]
    pub(crate) fn restore_fitting(
        &self,
        service: &'static Service,
        refusals: &dyn Refusals,
        account: impl Fn(&str) -> Result<AccountId, String>,
        check: impl Fn(&'static Resource, &Fields) -> Result<(), String>,
        mut forgotten: impl FnMut(String),
    ) -> ApiState {
        let forget = |problem| {
            forgotten(problem);
            Ok(())
        };
        self.restore_each(service, refusals, account, check, forget).unwrap_or_default()
    }

    /// The same, where `unfit` decides what becomes of what does not fit.
    fn restore_each(
        &self,
        service: &'static Service,
        refusals: &dyn Refusals,
        account: impl Fn(&str) -> Result<AccountId, String>,
        check: impl Fn(&'static Resource, &Fields) -> Result<(), String>,
        mut unfit: impl FnMut(String) -> Result<(), String>,
    ) -> Result<ApiState, String> {
        let mut state = ApiState::default();
        for id in &self.accounts {
            state.resources.register(&id.as_str().into());
        }
        let registered = state.resources.registered().clone();
        let account = |id: &str| registered.get(id).cloned().map_or_else(|| account(id), Ok);
        for (id, kinds) in &self.resources {
            let account = match account(id) {
                Ok(account) => account,
                Err(problem) => {
                    unfit(problem)?;
                    continue;
                }
            };
            let own = state.resources.of(&account);
            for (kind, resources) in kinds {
                let put = |saved: &SavedResource| {
                    let resource = resource(service, kind)?;
                    check(resource, &saved.fields).map_err(|problem| format!("a `{kind}` has {problem}"))?;
                    own.put_saved(resource, saved)
                };
                resources.iter().map(put).filter_map(Result::err).try_for_each(&mut unfit)?;
            }
        }
        for (id, kinds) in &self.numbers {
            for (kind, number) in kinds {
                let mut set = || {
                    state.resources.of(&account(id)?).set_number(resource(service, kind)?.name, *number);
                    Ok(())
                };
                set().or_else(&mut unfit)?;
            }
        }
        for saved in &self.codes {
            let mut put = || {
                let name = code_name(service, &saved.name).ok_or_else(|| format!("no code is for `{}`", saved.name))?;
                state.codes.put_saved((account(&saved.account)?, name, saved.recipient.clone()), saved);
                Ok(())
            };
            put().or_else(&mut unfit)?;
        }
        for saved in &self.usage {
            let mut put = || {
                let operation = operation(service, &saved.operation)?;
                let mut limits = operation.limits.iter();
                let limit = limits.find(|limit| limit.name == saved.limit);
                let limit = limit.ok_or_else(|| format!("{} has no limit `{}`", operation.id, saved.limit))?;
                let counted = (account(&saved.account)?, operation.id, limit.name, saved.region.clone().into());
                state.usage.put_saved(counted, saved);
                Ok(())
            };
            put().or_else(&mut unfit)?;
        }
        for saved in &self.forced {
            let mut push = || {
                let operation = operation(service, &saved.operation)?;
                state.forced.push(operation.id, saved.order(refusals, operation)?);
                Ok(())
            };
            push().or_else(&mut unfit)?;
        }
        Ok(state)
    }
}

impl SavedOrder {
    fn order(&self, refusals: &dyn Refusals, operation: &'static Operation) -> Result<Order, String> {
        let refusal = match &self.code {
            Some(code) => {
                let refusal = by_code(refusals, operation, code).map_err(|error| error.to_string())?;
                Some(Refusal { retry_after: self.retry_after, ..refusal })
            }
            None => None,
        };
        let disturbance = Disturbance { fault: self.fault, delay: self.delay };
        Ok(Order { number: 0, after: self.after, times: self.times, step: Step { refusal, disturbance } })
    }
}

fn operation(service: &'static Service, id: &str) -> Result<&'static Operation, String> {
    let mut operations = service.operations.iter().copied();
    operations.find(|operation| operation.id == id).ok_or_else(|| format!("there is no operation `{id}`"))
}

fn resource(service: &'static Service, kind: &str) -> Result<&'static Resource, String> {
    service.resource(kind).ok_or_else(|| format!("there is no kind of resource `{kind}`"))
}

/// The name of a code as the description has it.
fn code_name(service: &'static Service, name: &str) -> Option<&'static str> {
    let of_operations = service.operations.iter().flat_map(|operation| operation.behaviour.effects);
    let states = service.resources.iter().filter_map(|resource| resource.states.as_ref());
    let of_states = states.flat_map(|states| states.sequence).flat_map(|state| state.effects);
    let issued = |effect: &'static Effect| match &effect.action {
        Action::IssueCode { code, .. } => Some(*code),
        _ => None,
    };
    of_operations.chain(of_states).filter_map(issued).find(|code| *code == name)
}
