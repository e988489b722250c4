
/// Recorded from {{ source }}.
#[test]
fn recorded_request_{{ number }}_comes_out_byte_for_byte() -> Outcome {
    let request = {{ request }};
    let signer = Signer {
        origin: &{{ origin }}.parse()?,
        credentials: &Credentials::new({{ access_key_id }}, {{ access_key_secret }}),
        time: time::parse({{ date }}).ok_or("the date")?,
        nonce: {{ nonce }},
        user_agent: "test",
    };
    let request = signer.sign(&Arguments::of(&request))?;
    assert_eq!(request.url(), {{ url }});
    assert_eq!(request.headers().get("authorization"), Some({{ authorization }}));
    Ok(())
}
