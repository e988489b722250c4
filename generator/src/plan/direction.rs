/// Which way values of a type travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the service: what is required must be given.
    Request,
    /// From the service: anything can be absent.
    Response,
}
