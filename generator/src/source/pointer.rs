//! JSON pointers (RFC 6901).

use std::borrow::Cow;

/// One more step of a pointer, escaped: `pointer` + `/` + `name`.
///
/// ```
/// assert_eq!(acs_generator::source::join("/paths", "/folders"), "/paths/~1folders");
/// ```
pub fn join(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", escape(name))
}

/// The steps of a pointer, unescaped.
///
/// ```
/// let steps: Vec<_> = acs_generator::source::steps("/paths/~1folders").collect();
/// assert_eq!(steps, ["paths", "/folders"]);
/// ```
pub fn steps(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(|step| {
        if step.contains('~') { Cow::Owned(step.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(step) }
    })
}

fn escape(name: &str) -> Cow<'_, str> {
    if name.contains(['~', '/']) { Cow::Owned(name.replace('~', "~0").replace('/', "~1")) } else { Cow::Borrowed(name) }
}
