//! Which APIs a gateway serves, and on which site.

use super::hosted::Hosted;
use super::protocol::Protocol;
use crate::{Service, Site, StartError};

impl Hosted {
    /// Each API on the site of this id, or on its first one if it knows no such site; and those that the
    /// protocol serves besides.
    pub(crate) fn all(
        protocol: &dyn Protocol,
        services: &[&'static Service],
        site: Option<&str>,
    ) -> Result<Vec<Self>, StartError> {
        let mut all = Vec::new();
        for service in services.iter().copied() {
            all.push(Hosted { service, site: find_site(service, services, site)?, is_built_in: false });
        }
        for (position, Hosted { service, .. }) in all.iter().enumerate() {
            let (product, version) = (service.api.name, service.api.version);
            let is_same = |other: &Hosted| other.service.api.name == product && other.service.api.version == version;
            if all.iter().take(position).any(is_same) {
                return Err(StartError::Service(format!("{product} {version} is there twice")));
            }
        }
        for service in protocol.further_services(services) {
            all.push(Hosted { service, site: find_site(service, &[], None)?, is_built_in: true });
        }
        Ok(all)
    }
}

fn find_site(
    service: &'static Service,
    services: &[&'static Service],
    id: Option<&str>,
) -> Result<&'static Site, StartError> {
    let named = |service: &&'static Service| service.sites.iter().find(|site| Some(site.id) == id);
    let is_known = id.is_none() || services.iter().any(|service| named(service).is_some());
    let site = named(&service).or_else(|| service.sites.first().filter(|_| is_known));
    site.ok_or_else(|| StartError::UnknownSite {
        site: id.unwrap_or_default().to_owned(),
        known: services.iter().flat_map(|service| service.sites).map(|site| site.id).collect(),
    })
}
