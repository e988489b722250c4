
#[test]
fn the_request_carries_action_and_parameters() -> Outcome {
    let request = {{ request }};
    let signer = Signer {
        origin: &"example.com".parse()?,
        credentials: &Credentials::new("testid", "testsecret"),
        time: UNIX_EPOCH,
        nonce: "1",
        user_agent: "test",
    };
    let request = signer.sign(&Arguments::of(&request))?;
    assert_eq!(request.url(), {{ url }});
    assert_eq!(request.headers().get("x-acs-action"), Some({{ action }}));
    {%- for (name, value) in headers %}
    assert_eq!(request.headers().get({{ name }}), Some({{ value }}));
    {%- endfor %}
    {{ body }}
    Ok(())
}
