
#[test]
fn the_request_carries_its_parameters() -> Outcome {
    let request = sent(&{{ request }})?;
    assert_eq!(request.url(), {{ url }});
    {%- for (name, value) in headers %}
    assert_eq!(request.headers().get({{ name }}), Some({{ value }}));
    {%- endfor %}
    {{ body }}
    Ok(())
}
