/// How `{{ name }}` behaves.
pub(crate) static OPERATION: Operation = Operation {
    operation: &{{ library }}::{{ module }}::OPERATION,
    id: {{ id }},
    anonymous: {{ anonymous }},
    authorization: {{ authorization }},
    schemas: {{ schemas }},
    limits: {{ limits }},
    conditions: {{ conditions }},
    status: {{ status }},
    response: {{ response }},
    behaviour: {{ behaviour }},
};
