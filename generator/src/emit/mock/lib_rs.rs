//! `src/lib.rs`: what the mock serves.

use askama::{Result, Template};
use twinspec_descriptors::Service;

use super::printer::Printer;
use crate::emit::rust::{file_docs, list};
use crate::plan::Plan;
use crate::text;

#[derive(Template)]
#[template(path = "mock/src/lib.rs", escape = "none")]
struct Code<'a> {
    docs: String,
    library: &'a str,
    modules: Vec<&'a str>,
    sites: String,
    resources: String,
    given: String,
    operations: String,
}

pub(super) fn code(plan: &Plan<'_>, service: &Service) -> Result<String> {
    let modules: Vec<_> = plan.served().map(|operation| operation.module.as_str()).collect();
    let printer = Printer::default();
    let code = Code {
        docs: file_docs(&documentation(plan)),
        library: &plan.library,
        operations: list(modules.iter().map(|module| format!("&{module}::OPERATION"))),
        modules,
        sites: printer.print(service.sites),
        resources: printer.print(service.resources),
        given: printer.print(service.given),
    };
    code.render()
}

fn documentation(plan: &Plan<'_>) -> String {
    let (api, library) = (plan.api, &plan.library);
    format!(
        "A mock server of the Alibaba Cloud API {} ({}, version {}).\n\n\
         It checks signatures, answers JSON and XML, and raises the rows of the error tables under their conditions.\n\n\
         ```\n# #[tokio::main(flavor = \"current_thread\")]\n# async fn main() {{\n\
         let mock = {library}_mock::Mock::start().await; // on a free port; many can run at once\n\
         println!(\"{{}}\", mock.url());\n# }}\n```",
        text::inline(&api.title),
        text::code(&api.product),
        text::code(&api.version),
    )
}
