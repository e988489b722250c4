
{%- if let Some(events) = events %}

#[tokio::test]
async fn the_events_come() -> Outcome {
    let mock = start({{ scenario }}).await?;
    let client = mock.client();
    let mut events = {{ send }}?;
    assert_eq!(events.status(), {{ status }});
    assert!(!events.request_id().is_empty());
    for _ in 0..{{ events.count }} {
        events.next().await.ok_or("an event")??;
    }
    assert!(events.next().await.is_none());
    Ok(())
}
{%- else %}

#[tokio::test]
async fn the_call_succeeds() -> Outcome {
    let mock = start({{ scenario }}).await?;
    let client = mock.client();
    let response = {{ send }}?;
    assert_eq!(response.status(), {{ status }});
    assert!(!response.request_id().is_empty());
    Ok(())
}
{%- endif %}
