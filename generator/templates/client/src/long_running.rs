{{ condition }}
{{ allow_deprecated }}
impl acs_core::LongRunning for Request {
    type Poll = crate::{{ poll.module }}::Request;
    const INTERVAL: std::time::Duration = std::time::Duration::from_millis({{ poll.interval }});
    const MAX_WAIT: std::time::Duration = std::time::Duration::from_millis({{ poll.max_wait }});

    fn poll(&self, {{ answer }}: &ResponseBody) -> Result<Self::Poll, acs_core::ClientError> {
        {{ body }}
    }
}
{% if let Some(state) = state %}
{{ condition }}
{{ allow_deprecated }}
impl acs_core::Conclusive for Request {
    fn state(page: &crate::{{ poll.module }}::ResponseBody) -> acs_core::PollState {
        {{ state }}
    }
}
{% endif %}
