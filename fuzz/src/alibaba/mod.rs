//! What is held against a mock of APIs of Alibaba Cloud, with its signatures and policies.

mod answer;
mod call;
mod parameters;
mod policy;
mod request;
mod world;
mod writers;

pub use parameters::parameters;
pub use policy::policy;
pub use request::request;
pub use writers::writers;
