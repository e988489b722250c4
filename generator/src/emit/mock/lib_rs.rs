//! `src/lib.rs`: what the mock serves.

use askama::Template;
use twinspec_descriptors::Service;

use super::printer::Printer;
use crate::emit::rust::{file_docs, table};
use crate::plan::Plan;

#[derive(Template)]
#[template(path = "mock/src/lib.rs", escape = "none")]
struct Code<'a> {
    docs: String,
    library: &'a str,
    modules: Vec<&'a str>,
    imports: String,
    sites: String,
    resources: String,
    given: String,
    operations: String,
}

pub(super) fn code(plan: &Plan<'_>, service: &Service) -> String {
    let modules: Vec<_> = plan.served().map(|operation| operation.module.as_str()).collect();
    let mut printer = Printer::default();
    let code = Code {
        docs: file_docs(&documentation(plan)),
        library: &plan.library,
        operations: table(modules.iter().map(|module| format!("&{module}::OPERATION"))),
        modules,
        sites: printer.print(service.sites),
        resources: printer.print(service.resources),
        given: printer.print(service.given),
        imports: printer.imports(&["Service"]),
    };
    code.render().unwrap_or_default()
}

fn documentation(plan: &Plan<'_>) -> String {
    let (api, library) = (plan.api, &plan.library);
    format!(
        "A mock server of the Alibaba Cloud API {} (`{}`, version `{}`).\n\n\
         It checks signatures, answers JSON and XML, and raises the rows of the error tables under their conditions.\n\n\
         ```\n# #[tokio::main(flavor = \"current_thread\")]\n# async fn main() {{\n\
         let mock = {library}_mock::Mock::start().await; // on a free port; many can run at once\n\
         println!(\"{{}}\", mock.url());\n# }}\n```",
        api.title, api.product, api.version,
    )
}
