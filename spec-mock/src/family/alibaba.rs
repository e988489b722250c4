use twinspec_alibaba::Alibaba;
use twinspec_alibaba::mock::program;

use super::family::{Family, serve};

pub(super) const FAMILY: Family = Family {
    name: "APIs of Alibaba Cloud",
    has: |service| Alibaba::of(service.api).is_some(),
    serve: |services, told, changes| serve(services, told, program::serve, changes),
};
