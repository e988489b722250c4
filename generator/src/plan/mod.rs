//! The only place that chooses Rust names, modules, types and boxing. Emitters after it decide nothing and cannot fail.

mod answers;
mod api_plan;
mod call;
mod errors;
mod example;
mod features;
mod first_call;
mod fit;
mod headers;
mod literal;
mod media_range;
mod names;
mod operation;
mod operation_plan;
mod pagination;
mod pagination_plan;
mod poll;
mod poll_plan;
mod reachable;
mod references;
mod repeated;
mod reserved;
mod rust_type;
mod shaped;
mod share;
mod symbols;
mod type_plan;
mod types;
mod way;
mod webhooks;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::facts::Facts;
use crate::model::{Api, vendor};
use crate::settings::Settings;
use crate::source::Source;

pub use api_plan::Plan;
pub use call::{Call, CallBody};
pub use errors::{SharedRow, SharedRows};
pub use features::FeaturePlan;
pub use first_call::FirstCall;
pub use fit::Fit;
pub use headers::HeaderPlan;
use names::{Case, Names};
pub use operation_plan::{
    ContentPlan, ContentTypePlan, EVENT_DATA, KindPlan, OperationPlan, RESPONSE_BODY, RequestField,
};
pub use pagination_plan::{
    NextToken, OffsetPlan, PageNumberPlan, PaginationPlan, PaginationStyle, Place, Step, TokenPlan,
};
pub use poll::ExpectedPoll;
use poll::NoPoller;
pub use poll_plan::{PollArgument, PollEndPlan, PollPlan, PollSource, StateKind};
pub use rust_type::{Naming, RustType};
pub use type_plan::{
    BlanksPlan, FieldPlan, SharedHeaders, TypeBody, TypePlan, UnionPlan, UnionVariantPlan, VariantPlan,
};
pub use webhooks::{PAYLOAD, WebhookPlan, WebhooksPlan};

/// Plans the crates of an API, all that belongs to it. Names that had to be changed are reported as warnings.
pub fn plan<'a>(facts: &'a Facts<'a>, source: &Source, settings: &'a Settings) -> (Plan<'a>, Diagnostics) {
    let api = facts.api;
    let mut diagnostics = Diagnostics::default();
    let (package, mock_package) = packages(api, settings);
    let (library, mock_library) = (package.replace('-', "_"), mock_package.replace('-', "_"));
    let mut modules = Names::new(Case::Snake, "operation", reserved::MODULES);
    modules.reserve(&library);
    let mut shared = types::SharedTypes::new(facts, source, &mut diagnostics);
    let named: Vec<_> = facts
        .operations
        .iter()
        .map(|operation| {
            let span = source.span(&format!("{}/operationId", operation.model.origin));
            (operation, modules.take(&operation.model.id, span, &mut diagnostics))
        })
        .collect();
    let planned =
        named.into_par_iter().map(|(operation, module)| operation::plan(operation, &library, module, &shared, source));
    let mut operations = Vec::new();
    for (operation, wanted, warnings) in planned.collect::<Vec<_>>() {
        shared.want(wanted);
        diagnostics.extend(warnings);
        operations.push(operation);
    }
    let webhooks = webhooks::plan(&mut modules, &shared, source, &mut diagnostics).map(|(webhooks, wanted)| {
        shared.want(wanted);
        webhooks
    });
    share::share_answers(&mut operations, &mut shared, source);
    let shared_headers = std::mem::take(&mut shared.headers);
    let mut types = shared.finish(source, &mut diagnostics);
    reachable::keep_reachable(&mut operations, webhooks.as_ref(), &mut types);
    let types = Arc::new(types);
    for operation in &mut operations {
        operation.shared_types = Arc::clone(&types);
        operation.pagination = pagination::plan(operation, &types);
    }
    let spec = source.name();
    let features = features::plan(api);
    let mut plan = Plan {
        api,
        spec,
        package,
        library,
        mock_package,
        mock_library,
        features,
        operations,
        shared_rows: SharedRows::of(api, source),
        types,
        shared_headers,
        webhooks,
        settings,
    };
    polls(&mut plan, source, &mut diagnostics);
    (plan, diagnostics)
}

/// Plans what is asked for the outcomes of operations, which takes the types of all of them.
fn polls(plan: &mut Plan<'_>, source: &Source, diagnostics: &mut Diagnostics) {
    let mut planned = Vec::new();
    for operation in &plan.operations {
        let Some(poll) = &operation.model.poll else {
            planned.push(None);
            continue;
        };
        planned.push(match poll::plan(operation, poll, &plan.operations, &plan.types) {
            Ok(poll) => {
                let own = plan.features_of(operation);
                let polled = plan.operations.iter().find(|other| other.module == poll.module);
                let needed = polled.map(|polled| plan.features_of(polled)).unwrap_or_default();
                let implied = needed.is_empty() || (!own.is_empty() && own.iter().all(|name| needed.contains(name)));
                let features = if implied { Vec::new() } else { needed.into_iter().map(str::to_owned).collect() };
                Some(PollPlan { features, ..poll })
            }
            Err(NoPoller::Elsewhere) => None,
            Err(NoPoller::Incomplete(reason)) => {
                let id = &operation.model.id;
                let message = format!("there is no poller for `{id}`: {reason}");
                let at = source.span(&format!("{}/x-twin-poll/operation", operation.model.origin));
                diagnostics.push(
                    Diagnostic::warning(Code::Unsupported, message)
                        .at(at, "")
                        .help("the documentation still names the operation that reports the outcome"),
                );
                None
            }
        });
    }
    for (operation, poll) in plan.operations.iter_mut().zip(planned) {
        operation.poll = poll;
    }
}

/// The packages of client and mock: what the settings say, or what is usual in the family of APIs.
fn packages(api: &Api, settings: &Settings) -> (String, String) {
    let usual = if api.vendor.is_some() { vendor::CRATE_PREFIX } else { "" };
    let name = format!("{}{}", settings.prefix.as_deref().unwrap_or(usual), crate_name(&api.id));
    let client = if api.vendor.is_some() { name.clone() } else { format!("{name}-client") };
    (settings.client.clone().unwrap_or(client), settings.mock.clone().unwrap_or_else(|| format!("{name}-mock")))
}

/// The name of a folder as a part of the name of a crate.
fn crate_name(folder: &str) -> String {
    folder.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}
