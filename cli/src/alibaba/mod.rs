//! Commands about what only Alibaba Cloud has.

pub(crate) mod policy;
