//! `src/lib.rs`: what the mock serves.

use askama::{Result, Template};
use twinspec_descriptors::Service;

use super::printer::Printer;
use crate::emit::families;
use crate::emit::family::Family;
use crate::emit::rust::{file_docs, list};
use crate::plan::Plan;

#[derive(Template)]
#[template(path = "mock/src/lib.rs", escape = "none")]
struct Code<'a> {
    docs: String,
    family: Family,
    library: &'a str,
    modules: Vec<&'a str>,
    sites: String,
    resources: Option<String>,
    given: Option<String>,
    operations: String,
    has_components: bool,
    part: Option<String>,
    inferred_state: bool,
    /// The module of what the mock sends.
    webhooks: Option<&'a str>,
}

pub(super) fn code(plan: &Plan<'_>, service: &Service) -> Result<String> {
    let modules: Vec<_> = plan.served().map(|operation| operation.module.as_str()).collect();
    let printer = Printer::default();
    let family = families::of(plan);
    let code = Code {
        docs: file_docs(&documentation(plan, &family)),
        library: &plan.library,
        operations: list(modules.iter().map(|module| format!("&{module}::OPERATION"))),
        modules,
        sites: printer.print(service.sites),
        resources: Some(service.resources).filter(|list| !list.is_empty()).map(|list| printer.print(list)),
        given: Some(service.given).filter(|list| !list.is_empty()).map(|list| printer.print(list)),
        family,
        has_components: service.components != "{}",
        part: families::service_part(plan),
        inferred_state: service.inferred_state,
        webhooks: plan.webhooks.as_ref().filter(|_| !service.webhooks.is_empty()).map(|webhooks| &*webhooks.module),
    };
    code.render()
}

fn documentation(plan: &Plan<'_>, family: &Family) -> String {
    let Family { name, mock, .. } = family;
    let library = &plan.mock_library;
    let raises = match plan.has_error_codes() {
        true => " It raises the rows of the error tables under their conditions.",
        false => "",
    };
    format!(
        "A mock server of {name}.\n\n\
         It {mock}.{raises}\n\n\
         ```\n# #[tokio::main(flavor = \"current_thread\")]\n# async fn main() {{\n\
         let mock = {library}::Mock::start().await; // on a free port; many can run at once\n\
         println!(\"{{}}\", mock.url());\n# }}\n```",
    )
}
