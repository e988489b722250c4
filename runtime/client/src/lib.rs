//! The client runtime under the generated Alibaba Cloud crates.
