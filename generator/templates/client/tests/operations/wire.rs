
#[test]
fn the_request_carries_its_parameters() -> Outcome {
    let request = sent(&{{ request }})?;
    {%- if is_signed %}
    assert_eq!(request.headers().get("x-acs-action"), Some({{ name }}));
    {%- endif %}
    assert_eq!(request.url(), {{ url }});
    {%- for (name, value) in headers %}
    assert_eq!(request.headers().get({{ name }}), Some({{ value }}));
    {%- endfor %}
    {{ body }}
    Ok(())
}
