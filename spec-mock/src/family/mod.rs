//! The families of APIs that a mock can be of: APIs of one family share one.

mod alibaba;
#[allow(clippy::module_inception)]
mod family;
mod http;

use twinspec_mock::Service;

pub(crate) use family::Family;

/// The first one that has an API is its family; the last one has every API.
const FAMILIES: [&Family; 2] = [&alibaba::FAMILY, &http::FAMILY];

impl Family {
    /// The family of an API.
    pub(crate) fn of(service: &Service) -> &'static Family {
        FAMILIES.into_iter().find(|family| (family.has)(service)).unwrap_or(&http::FAMILY)
    }
}
