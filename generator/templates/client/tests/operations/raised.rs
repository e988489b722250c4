
#[tokio::test]
async fn conditions_raise_their_errors() -> Outcome {
    {%- for case in cases %}
    raises({{ case.scenario }}, Kind::{{ case.variant }}, {{ case.request }}).await?;
    {%- endfor %}
    Ok(())
}
