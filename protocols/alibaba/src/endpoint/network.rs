//! From where an API is called.

/// From where an API is called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Network {
    /// The internet.
    #[default]
    Public,
    /// A virtual private cloud: the traffic does not leave the network of Alibaba Cloud.
    Vpc,
}
