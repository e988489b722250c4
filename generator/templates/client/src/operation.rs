{{ docs }}

use std::collections::BTreeMap;
use crate::errors;
use twinspec_core::xml::Xml;
use twinspec_core::{
    Arguments, BodyContent, Decode, Decoder, Encode, ErrorKind, ErrorRow, Fit, Input, Location, Method, OpenEnum, Operation, Parameter, Requirement,
    Sensitive, Style, TypedErrors, Union, UnionVariant, UnlistedValue, Value, Within, one_of, open_enum,
};

/// The description of {{ id }}, for the runtime.
pub static OPERATION: Operation = Operation::new(&crate::API, {{ name }}, {{ methods }}, {{ path }})
    {%- if read_only %}
    .read_only()
    {%- endif %}
    {%- if idempotent %}
    .idempotent()
    {%- endif %}
    {%- if let Some(parameter) = idempotency_token %}
    .idempotency_token({{ parameter }})
    {%- endif %}
    {%- if !parameters.is_empty() %}
    .parameters(PARAMETERS)
    {%- endif %}
    {%- if !contents.is_empty() %}
    .contents(&[{{ contents }}])
    {%- endif %}
    {%- if let Some(media_type) = multipart %}
    .multipart({{ media_type }})
    {%- endif %}
    {%- if body_required %}
    .body_required()
    {%- endif %}
    {%- if let Some(response) = response %}
    .response(twinspec_core::ResponseFormat::{{ response }})
    {%- endif %}
    {%- if let Some(accept) = accept %}
    .accept({{ accept }})
    {%- endif %}
    {%- if !xml.is_empty() %}
    .xml(&[{{ xml }}])
    {%- endif %}
    {%- if !errors.is_empty() %}
    .errors(ERRORS)
    {%- endif %}
    {%- if !security.is_empty() %}
    .security({{ security }})
    {%- endif %};
{% if !parameters.is_empty() %}
const PARAMETERS: &[Parameter] = &[{{ parameters }}];
{% endif %}
{%- if !errors.is_empty() %}
const ERRORS: &[ErrorRow] = &[{{ errors }}];
{% endif %}

/// A call of {{ id }} that has not been sent.
#[derive(Clone{% if arguments.is_empty() %}, Default{% endif %})]
#[must_use = "a request does nothing until it is sent"]
pub struct Request<C = ()> {
    client: C,
    {%- for field in fields %}
    {{ field.docs }}
    pub {{ field.name }}: {{ field.rust }},
    {%- endfor %}
    {%- if let Some(of_range) = content_type %}
    {{ of_range.setter }}: Option<String>,
    {%- endif %}
    {%- if !choices.is_empty() %}
    {{ content_field }}: Option<&'static str>,
    {%- endif %}
}

impl Request {
    /// A request without a client: `client.runtime().send(&request)` sends it, `client.dry_run(&request)` shows it.
    {{ too_many }}
    pub fn new({{ arguments }}) -> Self {
        {% if arguments.is_empty() %}Self::default(){% else %}Self { client: (){{ values }} }{% endif %}
    }
}
{%- if !setters.is_empty() || !choices.is_empty() || content_type.is_some() %}
impl<C> Request<C> {
    {%- for setter in setters %}

    {{ setter.docs }}
    {{ setter.deprecated }}
    pub fn {{ setter.name }}(mut self, value: {{ setter.takes }}) -> Self {
        self.{{ setter.name }} = Some({{ setter.value }});
        self
    }
    {%- if let Some(twin) = setter.twin %}

    /// Sets [`{{ setter.name }}`](Self::{{ setter.name }}) to an optional value.
    {{ setter.deprecated }}
    pub fn {{ twin.name }}(mut self, value: Option<{{ twin.takes }}>) -> Self {
        self.{{ setter.name }} = {{ twin.value }};
        self
    }
    {%- endif %}
    {%- endfor %}
    {%- if let Some(of_range) = content_type %}

    /// Says which media type the body has, of `{{ of_range.range() }}`.
    pub fn {{ of_range.setter }}(mut self, value: impl Into<String>) -> Self {
        self.{{ of_range.setter }} = Some(value.into());
        self
    }
    {%- endif %}
    {%- for choice in choices %}

    {{ choice.docs }}
    pub fn {{ choice.name }}(mut self) -> Self {
        self.{{ content_field }} = Some({{ choice.media_type }});
        self
    }
    {%- endfor %}
}
{% endif %}
impl<C> std::fmt::Debug for Request<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Arguments::of(self).show(f)
    }
}

impl<C> Input for Request<C> {
    type Output = ResponseBody;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &OPERATION;

    fn arguments(&self, {% if fields.is_empty() %}_{% else %}arguments{% endif %}: &mut Arguments) {
        {%- if !choices.is_empty() %}
        arguments.choose_content(self.{{ content_field }});
        {%- endif %}
        {%- if let Some(of_range) = content_type %}
        arguments.set_content_type(self.{{ of_range.setter }}.as_deref());
        {%- endif %}
        {%- for field in fields %}
        {{ field.set }}
        {%- endfor %}
    }
}

{%- if let Some(events) = events %}

impl<C> twinspec_core::EventSource for Request<C> {
    type Data = {{ EVENT_DATA }};
    const FORMAT: twinspec_core::EventFormat = twinspec_core::EventFormat::{% if events.text %}Text{% else %}Json{% endif %};
}
{%- endif %}

{{ paginate }}

{{ long_running }}

#[cfg(feature = "client")]
impl Request<&crate::Client> {
    {% if events.is_some() %}{% include "client/src/listen.rs" %}{% else %}{% include "client/src/send.rs" %}{% endif %}
    {% if response == Some("Binary") %}{% include "client/src/stream.rs" %}{% endif %}

    {{ pages }}

    {{ poll }}
}

#[cfg(feature = "client")]
impl crate::Client {
    {{ method_docs }}
    {{ deprecated }}
    {{ too_many }}
    pub fn {{ module }}(&self{% if !arguments.is_empty() %}, {{ arguments }}{% endif %}) -> Request<&Self> {
        Request { client: self{{ values }} }
    }
}

/// The response of a successful call of {{ id }}.
pub type Response = twinspec_core::Response<ResponseBody>;
{% if events.is_some() %}
/// The stream of events that a call of {{ id }} returns.
#[cfg(feature = "client")]
pub type Events = twinspec_client::EventStream<{{ EVENT_DATA }}, Kind>;
{% endif %}
{% for definition in types %}
{{ definition }}
{% endfor %}
{{ headers }}
{% if !serde.is_empty() %}
#[cfg(feature = "serde")]
twinspec_core::impl_serde!({{ serde }});
{% endif %}

/// Why a call of {{ id }} failed.
{%- if has_error_body %}
///
/// If the service answered, [`body`](twinspec_core::Error::body) is an [`ErrorBody`].
{%- endif %}
pub type Error = twinspec_core::Error<Kind>;

/// The ways in which a call of {{ id }} can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    {%- for kind in kinds %}
    {{ kind.docs }}
    {{ kind.name }},
    {%- endfor %}
    {%- if kinds.is_empty() %}
    /// The service answered with an error: [`status`](twinspec_core::Error::status) and
    /// [`body`](twinspec_core::Error::body) say which.
    {%- else %}
    /// The service answered with a code that the description does not list.
    {%- endif %}
    Unlisted,
    /// No response arrived, or it could not be read: [`local_kind`](twinspec_core::Error::local_kind) says why.
    Local,
}

impl ErrorKind for Kind {
    const TABLE: &'static [Self] = {{ kind_of_row }};
    const UNLISTED: Self = Self::Unlisted;
    const LOCAL: Self = Self::Local;
}
{%- if has_error_body %}

impl TypedErrors for Kind {
    type Body = ErrorBody;
}
{%- endif %}
