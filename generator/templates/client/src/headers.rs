
/// The headers of an answer that the description names.
#[derive(Debug, Clone, Copy)]
pub struct {{ name }}<'h>(&'h twinspec_core::Headers);

impl<'h> {{ name }}<'h> {
    /// Reads them from those of a [`Response`](twinspec_core::Response), or of an error of the service.
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
