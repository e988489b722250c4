//! Rows of the error tables that several operations share.

use twinspec_core::ErrorRow;
{% for row in rows %}

/// {{ row.docs }}
pub const {{ row.name }}: ErrorRow = {{ row.value }};
{% endfor %}
