//! Operations of several APIs that are at the same place.

use std::collections::HashMap;

use twinspec_mock::Service;

use super::api::ServedApis;

/// Says of each API that has operations where another one has too, how many they are, and how they are called.
pub(super) fn overlaps(apis: &ServedApis, services: &[&'static Service]) -> Vec<String> {
    let mut first: HashMap<(&str, String), &'static Service> = HashMap::new();
    let mut overlaps = Vec::new();
    for service in services {
        let mut hidden = Vec::new();
        for operation in service.operations {
            let described = operation.described;
            let path = format!("{}{}", apis.base_path(described), without_names(described.path));
            for method in described.methods {
                let owner = *first.entry((method.as_str(), path.clone())).or_insert(service);
                if !std::ptr::eq(owner, *service) {
                    hidden.push((owner, method.as_str(), described.path));
                }
            }
        }
        let Some((owner, method, path)) = hidden.first() else { continue };
        let how = match apis.get(service.api).and_then(|api| api.hosts().next()) {
            Some(host) => format!("the header `host: {host}` reaches this API"),
            None => "start a mock for each".to_owned(),
        };
        overlaps.push(format!(
            "{} of {} are also in {}, which answers: {method} {path}; {how}",
            hidden.len(),
            service.api.name,
            owner.api.name
        ));
    }
    overlaps
}

/// A path whose variables have no names.
fn without_names(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut is_name = false;
    for character in path.chars() {
        is_name &= character != '}';
        if !is_name {
            plain.push(character);
        }
        is_name |= character == '{';
    }
    plain
}
