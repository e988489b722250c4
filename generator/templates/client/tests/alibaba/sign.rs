let signer = Signer {
        origin: &"example.com".parse()?,
        credentials: &Credentials::new("testid", "testsecret"),
        time: UNIX_EPOCH,
        nonce: "1",
        user_agent: "test",
    };
    let request = signer.sign(&Arguments::of(&request))?;
    assert_eq!(request.headers().get("x-acs-action"), Some({{ name }}));
