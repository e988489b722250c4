//! The protocol of an API of Alibaba Cloud, and the permissions of its operations.

use twinspec_alibaba::{Alibaba, ApiStyle, ControlPolicies, Members, Permission, Permissions, Region};
use twinspec_descriptors::Part;

use super::leak;
use crate::model::alibaba as model;

pub(crate) fn protocol(vendor: &model::Api) -> &'static Alibaba {
    let regions = vendor.endpoints.iter().map(|endpoint| {
        let mut region = Region::new(leak::text(&endpoint.region_id), leak::text(&endpoint.host));
        region.vpc = leak::optional(endpoint.vpc.as_ref());
        region.site = leak::optional(endpoint.site.as_ref());
        region
    });
    let style = match vendor.style {
        model::ApiStyle::Rpc => ApiStyle::Rpc,
        model::ApiStyle::Roa => ApiStyle::Roa,
    };
    leak::one(Alibaba::new(style).regions(leak::list(regions)))
}

/// The vendor's part of the descriptor of an operation; nothing if there is nothing to say.
pub(super) fn part(operation: &model::Operation) -> Option<&'static Part> {
    let permissions = permissions(operation)?;
    Some(permissions)
}

/// The vendor's part of the descriptor of a service; nothing if there is nothing to say.
pub(super) fn service_part(vendor: &model::Api) -> Option<&'static Part> {
    let members = members(vendor)?;
    Some(members)
}

/// Where a mock finds the accounts that are members of others, if the description says so.
pub(crate) fn members(vendor: &model::Api) -> Option<&'static Members> {
    let described = vendor.members.as_ref()?;
    let mut members =
        Members::new(leak::text(&described.resource), leak::text(&described.membership), leak::text(&described.keeper));
    members.access_role = leak::optional(described.access_role.as_ref());
    members.control_policies = described.control_policies.as_ref().map(|control| {
        let model::ControlPolicies { status, attachments, policies } = control;
        ControlPolicies::new(
            [&status.resource, &status.field, &status.value].map(leak::text),
            [&attachments.resource, &attachments.target, &attachments.policy].map(leak::text),
            [&policies.resource, &policies.document].map(leak::text),
        )
    });
    Some(leak::one(members))
}

/// What policies have to allow, if the description says so.
pub(crate) fn permissions(operation: &model::Operation) -> Option<&'static Permissions> {
    let all = operation.permissions.iter().map(|ram| {
        Permission::new(leak::text(&ram.action))
            .resources(leak::texts(&ram.resources))
            .associated_operations(leak::texts(&ram.associated_operations))
    });
    (!operation.permissions.is_empty()).then(|| leak::one(Permissions::new(leak::list(all))))
}
