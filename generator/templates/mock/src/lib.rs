{{ docs }}
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod mock;
{%- for module in modules %}
mod {{ module }};
{%- endfor %}
{%- if let Some(webhooks) = webhooks %}
mod {{ webhooks }};
{%- endif %}

pub use {{ family.library }}::mock as twinspec_mock;
pub use mock::Mock;

use twinspec_mock::{
    Action, Answer, Behaviour, Condition, Effect, Expression, Filter, Find, Given, List, Owner, Paging, Precision,
    Predicate, Resource, Service, Site, State, States, Subject, Test,
};

/// What the mock serves.
pub static SERVICE: Service = Service::new(&{{ library }}::API, {{ operations }})
    .sites({{ sites }})
    {%- if has_components %}
    .components(include_str!("components.json"))
    {%- endif %}
    {%- if let Some(webhooks) = webhooks %}
    .webhooks({{ webhooks }}::WEBHOOKS)
    {%- endif %}
    {%- if let Some(resources) = resources %}
    .resources({{ resources }})
    {%- endif %}
    {%- if inferred_state %}
    .inferred_state()
    {%- endif %}
    {%- if let Some(part) = part %}
    .vendor(&{{ part }})
    {%- endif %}
    {%- if let Some(given) = given %}
    .given({{ given }})
    {%- endif %};
