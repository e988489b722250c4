
#[tokio::test]
async fn {{ kind }}_is_raised_by_call_{{ count + 1 }}() -> Outcome {
    // A limit is counted by the day: the test must not run across midnight.
    let mock = builder(){{ site }}.virtual_time(UNIX_EPOCH).start().await?;
    {{ scenario }}.prepare(&mock)?;
    let client = mock.client();
    for _ in 0..{{ count }} {
        {{ send }}?;
    }
    let error = {{ send }}.expect_err("the limit is used up");
    assert_eq!(error.kind(), Kind::{{ variant }});
    mock.advance(Duration::from_secs(24 * 60 * 60));
    {{ send }}?;
    Ok(())
}
