//! Every operation, held against recorded requests and called against the mock.
{% if deprecated %}
#![allow(deprecated)]
{% endif %}
{%- if gateway %}
mod gateway;
{%- endif %}
{%- for module in modules %}
mod {{ module }};
{%- endfor %}

/// What a test returns, so that it can use `?`.
type Outcome = Result<(), Box<dyn std::error::Error>>;
