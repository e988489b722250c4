//! The protocol of an API of Alibaba Cloud, printed.

use twinspec_alibaba::Region;

use crate::descriptors::alibaba;
use crate::emit::rust::{list, literal};
use crate::model::alibaba::Api;

/// The constant `PROTOCOL`, and what it takes from the family's crate.
pub(in crate::emit) fn protocol(vendor: &Api) -> String {
    let protocol = alibaba::protocol(vendor);
    format!(
        "use twinspec_alibaba::{{Alibaba, ApiStyle, Region}};\n\n\
         /// How the API is addressed, and where it is served.\n\
         pub static PROTOCOL: Alibaba = Alibaba::new(ApiStyle::{:?}).regions({});\n",
        protocol.style,
        list(protocol.regions.iter().map(region)),
    )
}

fn region(region: &Region) -> String {
    let vpc = region.vpc.map(|host| format!(".vpc({})", literal(host))).unwrap_or_default();
    let site = region.site.map(|site| format!(".site({})", literal(site))).unwrap_or_default();
    format!("Region::new({}, {}){vpc}{site}", literal(region.id), literal(region.host))
}
