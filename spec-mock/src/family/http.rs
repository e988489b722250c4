use twinspec_http::mock::program;

use super::family::{Family, serve};

pub(super) const FAMILY: Family = Family {
    name: "APIs over plain HTTP",
    has: |_| true,
    serve: |services, told, changes| serve(services, told, program::serve, changes),
};
