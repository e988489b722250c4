
#[test]
fn the_request_carries_its_parameters() -> Outcome {
    let request = {{ request }};
    {% if is_signed %}{% include "client/tests/alibaba/sign.rs" %}{% else %}let request = CallFacts::of(&"https://example.com".parse()?).request(&Arguments::of(&request), &Anonymous)?;
    {% endif %}
    assert_eq!(request.url(), {{ url }});
    {%- for (name, value) in headers %}
    assert_eq!(request.headers().get({{ name }}), Some({{ value }}));
    {%- endfor %}
    {{ body }}
    Ok(())
}
