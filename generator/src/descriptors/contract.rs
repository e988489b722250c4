//! What a document says of requests and responses, whole.

use serde_json::Value;
use twinspec_descriptors::{Content, ContentField, Contract, ContractHeader, ContractParameter, ContractResponse};

use super::leak;
use super::wire::{location, style};
use super::xml::xml;
use crate::model;

pub(super) fn contract(model: &model::Contract) -> Contract {
    let parameters = model.parameters.iter().map(|parameter| {
        let mut described = ContractParameter::new(
            leak::text(&parameter.name),
            location(parameter.location),
            style(parameter.style),
            schema(&parameter.schema),
        );
        (described.explode, described.required) = (parameter.explode, parameter.required);
        described.allows_empty_value = parameter.allows_empty_value;
        described
    });
    let responses = model.responses.iter().map(|response| {
        let headers = response.headers.iter().map(|(name, of)| ContractHeader::new(leak::text(name), schema(of)));
        ContractResponse::new(leak::text(&response.statuses))
            .headers(leak::list(headers))
            .contents(contents(&response.contents))
    });
    let mut contract = Contract::new()
        .parameters(leak::list(parameters))
        .bodies(contents(&model.bodies))
        .responses(leak::list(responses));
    contract.body_required = model.body_required;
    contract
}

fn contents(contents: &[model::Content]) -> &'static [Content] {
    leak::list(contents.iter().map(|content| {
        let examples = content.examples.iter().map(|(name, value)| (leak::text(name), leak::text(value.to_string())));
        let fields = content.fields.iter().map(|field| {
            let mut described = ContentField::new(leak::text(&field.name), style(field.style));
            described.explode = field.explode;
            described
        });
        let mut described = Content::new(leak::text(&content.media_type), schema(&content.schema))
            .examples(leak::list(examples))
            .fields(leak::list(fields));
        described.xml = content.xml.as_ref().map(xml);
        described
    }))
}

fn schema(schema: &Value) -> &'static str {
    match schema {
        Value::Bool(true) => "true",
        other => leak::text(other.to_string()),
    }
}
