//! Where an API is served, and from where it is called.

mod network;
mod region;

pub use network::Network;
pub use region::Region;
