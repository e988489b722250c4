//! Where a mock finds the accounts that are members of others, printed.

use twinspec_alibaba::ControlPolicies;

use crate::descriptors::alibaba;
use crate::emit::rust::literal;
use crate::model::alibaba::Api;

/// The vendor's part of the descriptor of a service, if there is one.
pub(in crate::emit) fn members(vendor: &Api) -> Option<String> {
    let members = alibaba::members(vendor)?;
    let names = [members.resource, members.membership, members.keeper];
    let mut printed = format!("twinspec_alibaba::Members::new({})", texts(&names));
    if let Some(role) = members.access_role {
        printed.push_str(&format!(".access_role({})", literal(role)));
    }
    if let Some(ControlPolicies { status, attachments, policies, .. }) = &members.control_policies {
        let (status, attachments, policies) = (texts(status), texts(attachments), texts(policies));
        let control = format!("twinspec_alibaba::ControlPolicies::new([{status}], [{attachments}], [{policies}])");
        printed.push_str(&format!(".control_policies({control})"));
    }
    Some(printed)
}

fn texts(texts: &[&str]) -> String {
    texts.iter().map(|text| literal(text).to_string()).collect::<Vec<_>>().join(", ")
}
