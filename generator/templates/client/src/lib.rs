{{ docs }}
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![allow(
    clippy::doc_lazy_continuation, clippy::doc_overindented_list_items, clippy::tabs_in_doc_comments,
    reason = "the layout of texts is that of the description"
)]
#![cfg_attr(not(feature = "client"), allow(dead_code, rustdoc::broken_intra_doc_links, reason = "there is no client then"))]

#[cfg(feature = "client")]
mod client;
{%- for (condition, module) in modules %}
{{ condition }}
pub mod {{ module }};
{%- endfor %}
{%- if has_errors %}
pub mod errors;
{%- endif %}
{%- if has_types %}
pub mod types;
{%- endif %}
{%- if let Some(module) = webhooks %}
pub mod {{ module }};
{%- endif %}

pub use {{ family.library }};
#[cfg(feature = "client")]
pub use twinspec_client;
pub use twinspec_core;
#[cfg(feature = "client")]
pub use client::Client;

use twinspec_core::Api;
use twinspec_core::xml::Xml;

{{ protocol }}

/// The API, its version, and its protocol.
pub static API: Api = Api::new({{ name }}, {{ version }}, &PROTOCOL).title({{ title }}){% if let Some(xml) = xml %}.xml({{ xml }}){% endif %};
