{{ docs }}
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[cfg(feature = "client")]
mod client;
{%- for (condition, module) in modules %}
{{ condition }}
pub mod {{ module }};
{%- endfor %}
{%- if has_types %}
pub mod types;
{%- endif %}

pub use twinspec_alibaba;
#[cfg(feature = "client")]
pub use twinspec_client;
pub use twinspec_core;
#[cfg(feature = "client")]
pub use client::Client;

use twinspec_alibaba::{Alibaba, ApiStyle, Region};
use twinspec_core::Api;

/// How the API is addressed, and where it is served.
pub static PROTOCOL: Alibaba = Alibaba::new(ApiStyle::{{ style }}).regions({{ endpoints }});

/// The product, its version, and its protocol.
pub static API: Api = Api::new({{ product }}, {{ version }}, &PROTOCOL).title({{ title }});
