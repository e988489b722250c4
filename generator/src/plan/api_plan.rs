//! An API with every name chosen.

use std::sync::Arc;

use super::errors::SharedRows;
use super::features::FeaturePlan;
use super::operation_plan::OperationPlan;
use super::type_plan::{SharedHeaders, TypePlan};
use super::webhooks::WebhooksPlan;
use crate::model::Api;
use crate::settings::{Scope, Settings};

/// An API with every name chosen.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What is generated.
    pub api: &'a Api,
    /// The file it is generated from, as headers name it: `pet-store/openapi.yaml`.
    pub spec: String,
    /// The package of the client, `petstore-client`.
    pub package: String,
    /// The library of the client, `petstore_client`.
    pub library: String,
    /// The package of the mock, `petstore-mock`.
    pub mock_package: String,
    /// The library of the mock, `petstore_mock`.
    pub mock_library: String,
    /// The cargo features of the tags, if the API is large.
    pub features: Vec<FeaturePlan>,
    /// In the order of the model.
    pub operations: Vec<OperationPlan<'a>>,
    /// The rows of the module `errors`: those of several error tables.
    pub shared_rows: SharedRows<'a>,
    /// The types of the module `types`: what operations share.
    pub types: Arc<Vec<TypePlan>>,
    /// The headers of the module `types`.
    pub shared_headers: Vec<SharedHeaders>,
    /// What the service sends by itself, if it sends anything.
    pub webhooks: Option<WebhooksPlan<'a>>,
    /// What a person decided about the crates.
    pub settings: &'a Settings,
}

impl Plan<'_> {
    /// Whether there is a mock beside the client, and what needs one.
    pub fn has_mock(&self) -> bool {
        self.settings.scope == Scope::All
    }

    /// Whether an operation has an error table: there is a page of error codes.
    pub fn has_error_codes(&self) -> bool {
        self.operations.iter().any(|operation| !operation.model.errors.is_empty())
    }

    /// Whether operations share types: there is a module `types`.
    pub fn has_shared_types(&self) -> bool {
        !self.types.is_empty() || !self.shared_headers.is_empty()
    }

    /// The operations that the mock serves.
    pub fn served(&self) -> impl Iterator<Item = &OperationPlan<'_>> {
        self.operations.iter().filter(|operation| operation.facts.is_served())
    }

    /// The cargo features that an operation is a part of; it is always there if there are none.
    pub fn features_of(&self, operation: &OperationPlan<'_>) -> Vec<&str> {
        let tags = &operation.model.tags;
        self.features
            .iter()
            .filter(|feature| tags.contains(&feature.tag))
            .map(|feature| feature.name.as_str())
            .collect()
    }
}
