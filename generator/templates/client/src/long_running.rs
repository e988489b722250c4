{{ condition }}
{{ allow_deprecated }}
impl twinspec_core::LongRunning for Request {
    type Poll = crate::{{ poll.module }}::Request;
    const INTERVAL: std::time::Duration = std::time::Duration::from_millis({{ poll.interval }});
    const MAX_WAIT: std::time::Duration = std::time::Duration::from_millis({{ poll.max_wait }});

    fn poll(&self, {{ answer }}: &ResponseBody) -> Result<Self::Poll, twinspec_core::LocalError> {
        {{ body }}
    }
}
{% if let Some(state) = state %}
{{ condition }}
{{ allow_deprecated }}
impl twinspec_core::Conclusive for Request {
    fn state(body: &crate::{{ poll.module }}::ResponseBody) -> twinspec_core::PollState {
        {{ state }}
    }
}
{% endif %}
