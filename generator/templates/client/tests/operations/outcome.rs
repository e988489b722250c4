
#[tokio::test]
async fn the_outcome_can_be_polled_for() -> Outcome {
    let mock = start({{ scenario }}).await?;
    let client = mock.client();
    let poller = {{ request }}.poll().await?;
    let mut poller = poller.interval(Duration::from_millis(1)).max_wait(Duration::from_secs(1));
    assert!(!poller.started().request_id().is_empty());
    {%- match expected %}
    {%- when ExpectedPoll::Success %}
    let outcome = poller.wait().await?;
    assert!(outcome.has_succeeded());
    {%- when ExpectedPoll::Answer %}
    let answer = poller.next().await?;
    assert_eq!(answer.status(), 200);
    {%- endmatch %}
    Ok(())
}
