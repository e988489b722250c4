
#[tokio::test]
async fn {{ kind }}_is_raised_by_its_condition{{ number }}() -> Outcome {
    {{ arrange }}
    let error = {{ send }}.expect_err("the condition holds");
    assert_eq!(error.kind(), Kind::{{ variant }});
    Ok(())
}
