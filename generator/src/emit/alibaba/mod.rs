//! The words of Alibaba Cloud in generated crates.

pub(super) mod docs;
mod members;
mod permissions;
mod protocol;
pub(super) mod tests;

pub(super) use self::members::members;
pub(super) use self::permissions::permissions;
pub(super) use self::protocol::protocol;
use super::family::{Family, ServerRow, Servers};
use crate::model::Api;
use crate::model::alibaba::{Api as Vendor, Endpoint};
use crate::plan::Plan;
use crate::text;

/// What generated crates say of an API of Alibaba Cloud.
pub(super) fn family(plan: &Plan<'_>, vendor: &Vendor) -> Family {
    let api = plan.api;
    let regions: Vec<_> = vendor.endpoints.iter().map(|endpoint| text::code(&endpoint.region_id)).collect();
    let first = vendor.endpoints.first().map_or("cn-hangzhou", |endpoint| endpoint.region_id.as_str());
    Family {
        package: "twinspec-alibaba",
        library: "twinspec_alibaba",
        folder: "protocols/alibaba",
        name: format!(
            "the Alibaba Cloud API {} ({}, version {})",
            text::inline(&api.title),
            text::code(&vendor.product),
            text::code(&api.version)
        ),
        plain_name: format!("the Alibaba Cloud API {} {}", vendor.product, api.version),
        api: vendor.product.clone(),
        builder: format!(
            "Starts a client: set a region ({}) or an endpoint, and credentials unless the environment provides them.",
            regions.join(", ")
        ),
        settings: vec![format!(".region({first:?})")],
        sample_settings: vec![
            format!(".endpoint(\"http://127.0.0.1:8080\") // .region({first:?}) calls the service itself"),
            ".access_key(\"testid\", \"testsecret\")".to_owned(),
        ],
        mock_settings: Vec::new(),
        mock: "checks signatures (ACS3-HMAC-SHA256 and the older ones), and answers JSON and XML",
        clients: "any client: an official SDK, the Rust client, or curl",
        mock_program: format!("{} mock {}", plan.settings.command, api.id),
        mock_arguments: " --access-key testid:testsecret",
        common_parameters: "In addition, every request has the common parameters: action, version, date, nonce and signature.\n\n",
        servers: Servers { heading: "region", rows: vendor.endpoints.iter().map(row).collect() },
        remarks: remarks(api, vendor),
        has_change_history: true,
        has_permissions: plan.operations.iter().any(|operation| !operation.model.vendor.permissions.is_empty()),
    }
}

fn row(endpoint: &Endpoint) -> ServerRow {
    ServerRow {
        name: endpoint.region_id.clone(),
        address: endpoint.host.clone(),
        description: endpoint.description.clone(),
    }
}

fn remarks(api: &Api, vendor: &Vendor) -> String {
    let mut remarks = format!("Product {}, version {}.", text::code(&vendor.product), text::code(&api.version));
    if let Some(gateway) = &vendor.gateway {
        remarks.push_str(&format!(
            "\n\nThe gateway {} serves this API. Its signatures and common parameters can differ from those that \
             the generated\nclient sends.",
            text::code(gateway)
        ));
    }
    remarks
}
