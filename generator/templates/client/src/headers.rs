
/// The response headers that the description lists.
#[derive(Debug, Clone, Copy)]
pub struct {{ name }}<'h>(&'h twinspec_core::Headers);

impl<'h> {{ name }}<'h> {
    /// Reads the headers of a response, [`response.headers()`](twinspec_core::Response::headers), or of an error.
    pub fn of(headers: &'h twinspec_core::Headers) -> Self {
        Self(headers)
    }
    {%- for header in headers %}

    {{ header.docs }}
    pub fn {{ header.name }}(&self) -> Option<{{ header.rust }}> {
        self.0.{{ header.value }}
    }
    {%- endfor %}
}
