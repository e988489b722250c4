fn sent(request: &impl Input) -> Result<HttpRequest, Box<dyn std::error::Error>> {
    let signer = Signer {
        origin: &"example.com".parse()?,
        credentials: &Credentials::new("testid", "testsecret"),
        time: UNIX_EPOCH,
        nonce: "1",
        user_agent: "test",
    };
    Ok(signer.sign(&Arguments::of(request))?)
}
