//! The client of {{ name }} against its mock. This file is yours.

{% if let Some(first) = first_call -%}
{{ first.imports -}}
{% endif -%}
use {{ mock_library }}::Mock;

#[tokio::test]
async fn the_mock_answers() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::start().await; // a free port, and a state of its own; it ends when it is dropped
    let client = mock.client();
    {%- if let Some(first) = first_call %}
    let response = {{ first.call|indent(4) }}?;
    println!("{response:?}");
    {%- else %}
    println!("{client:?} calls {}", mock.url());
    {%- endif %}
    Ok(())
}
