//! What HTTP messages are made of: where they go, their headers, the spelling of texts and times.

mod endpoint;
pub(crate) mod headers;
pub(crate) mod html;
mod http_response;
pub(crate) mod media_range;
mod method;
mod number;
mod origin;
pub(crate) mod percent;
pub(crate) mod sequence;
pub mod split;
pub(crate) mod status;
pub mod time;

pub use endpoint::Endpoint;
pub use headers::Headers;
pub use http_response::HttpResponse;
pub use media_range::{default_media_type, leaves_choice};
pub use method::Method;
pub use number::whole_number;
pub use origin::{MalformedOrigin, Origin};
pub use percent::{percent_encode, push_percent_encoded};
pub use sequence::Sequence;
