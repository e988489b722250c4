//! Lists within an object of their own.

use serde_json::Value;

use super::decoder::{Decode, Decoder};
use super::encode::Encode;
use super::object::object;

/// A list within an object that holds nothing else, `{"Folders": {"Folder": […]}}`: the member's name, and the list.
///
/// ```
/// use twinspec_core::{Decode, Decoder, Within, from_json};
///
/// #[derive(Default)]
/// struct Page {
///     folders: Vec<String>,
/// }
///
/// impl Decode for Page {
///     fn decode(&mut self, from: Decoder<'_, '_>) {
///         from.object(&mut [("Folders", &mut Within("Folder", &mut self.folders))]);
///     }
/// }
///
/// let page: Page = from_json(r#"{"Folders":{"Folder":["fd-1","fd-2"]}}"#)?;
/// assert_eq!(page.folders, ["fd-1", "fd-2"]);
/// assert!(from_json::<Page>("{}")?.folders.is_empty());
/// # Ok::<(), twinspec_core::DecodeError>(())
/// ```
#[allow(missing_debug_implementations, reason = "what is decoded need not be `Debug`")]
pub struct Within<'t>(pub &'static str, pub &'t mut dyn Decode);

impl Decode for Within<'_> {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        match from.is_nothing() || from.is_list() {
            // What is not there holds no list; and a list that is there itself is as good.
            true => self.1.decode(from),
            false => from.object(&mut [(self.0, self.1)]),
        }
    }
}

/// The object around a list, which [`Within`] reads.
///
/// ```
/// use twinspec_core::{Encode, within};
///
/// assert_eq!(within("Folder", &["fd-1"]).encode().to_string(), r#"{"Folder":["fd-1"]}"#);
/// ```
pub fn within<'t>(member: &'static str, list: &'t dyn Encode) -> impl Encode + 't {
    Around(member, list)
}

struct Around<'t>(&'static str, &'t dyn Encode);

impl Encode for Around<'_> {
    fn encode(&self) -> Value {
        object(&[(self.0, &self.1)])
    }
}
