//! Which fields of a response were present without a value.

use std::fmt;

/// Which fields of an object were present, but null or an empty list.
///
/// A response type has `None` both for null and for an absent field, and an empty list for an absent one. It keeps the
/// difference here, so that it is written as it was read. There is room for 64 fields in each of the `WORDS`.
///
/// ```
/// use twinspec_core::{Blanks, Decode, Decoder, Encode, Value, from_json};
///
/// #[derive(Debug, Default, PartialEq)]
/// struct Folder {
///     name: Option<String>,
///     tags: Vec<String>,
///     blanks: Blanks,
/// }
///
/// impl Decode for Folder {
///     fn decode(&mut self, from: Decoder<'_, '_>) {
///         from.noting(&mut self.blanks).object(&mut [("name", &mut self.name), ("tags", &mut self.tags)]);
///     }
/// }
///
/// impl Encode for Folder {
///     fn encode(&self) -> Value {
///         self.blanks.object(&[("name", &self.name), ("tags", &twinspec_core::unless_empty(&self.tags))])
///     }
/// }
///
/// for text in ["{}", r#"{"name":null,"tags":[]}"#] {
///     let folder: Folder = from_json(text)?;
///     assert_eq!(folder, Folder::default());
///     assert_eq!(folder.encode().to_string(), text);
/// }
/// # Ok::<(), twinspec_core::DecodeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Blanks<const WORDS: usize = 1>(pub(super) [u64; WORDS]);

const BITS: usize = u64::BITS as usize;

impl<const WORDS: usize> Blanks<WORDS> {
    pub(super) fn words(&mut self) -> &mut [u64] {
        &mut self.0
    }
}

/// Notes whether the field at a position is present without a value.
pub(super) fn note(blanks: &mut [u64], position: usize, is_blank: bool) {
    if let Some(word) = blanks.get_mut(position / BITS) {
        let bit = 1 << (position % BITS);
        *word = if is_blank { *word | bit } else { *word & !bit };
    }
}

pub(super) fn is_noted(blanks: &[u64], position: usize) -> bool {
    blanks.get(position / BITS).is_some_and(|word| word & 1 << (position % BITS) != 0)
}

impl<const WORDS: usize> Default for Blanks<WORDS> {
    fn default() -> Self {
        Blanks([0; WORDS])
    }
}

/// Values are the same whatever was said of fields that have none.
impl<const WORDS: usize> PartialEq for Blanks<WORDS> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Two dots: nobody looks for this.
impl<const WORDS: usize> fmt::Debug for Blanks<WORDS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}
