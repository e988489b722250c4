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

#[cfg(feature = "client")]
pub use twinspec_client;
pub use twinspec_core;
#[cfg(feature = "client")]
pub use client::Client;

use twinspec_core::{Api, ApiStyle, Endpoint};

/// The product, its version, and where it is served.
pub static API: Api = Api {
    product: {{ product }},
    version: {{ version }},
    style: ApiStyle::{{ style }},
    endpoints: {{ endpoints }},
};
