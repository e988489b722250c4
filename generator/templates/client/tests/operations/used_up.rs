
#[tokio::test]
async fn {{ kind }}_is_raised_by_call_{{ count + 1 }}() -> Outcome {
    {{ arrange }}
    for _ in 0..{{ count }} {
        {{ send }}?;
    }
    let error = {{ send }}.expect_err("the limit is used up");
    assert_eq!(error.kind(), Kind::{{ variant }});
    mock.advance(Duration::from_secs(24 * 60 * 60));
    {{ send }}?;
    Ok(())
}
