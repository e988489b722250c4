//! The media type of a body or a part.

use std::borrow::Cow;

use crate::wire::media_range::{allows, default_media_type, is_media_type, leaves_choice};
use crate::{Parameter, RequestError};

/// The media type of a body or a part: what the caller chose, if the description allows it, or else what the description says.
pub(super) fn chosen(
    parameter: &'static Parameter,
    choice: Option<&str>,
    usual: &'static str,
) -> Result<Cow<'static, str>, RequestError> {
    let described = parameter.media_type;
    match choice {
        Some(choice) if !is_media_type(choice) || !(described.is_empty() || allows(described, choice)) => {
            Err(RequestError::MediaType { media_type: choice.to_owned() })
        }
        Some(choice) => Ok(Cow::Owned(choice.to_owned())),
        None if !described.is_empty() && !leaves_choice(described) => Ok(Cow::Borrowed(described)),
        None => default_media_type(described, usual).map(Cow::Borrowed).ok_or_else(|| RequestError::NoMediaType {
            parameter: parameter.name.to_owned(),
            range: described.to_owned(),
        }),
    }
}
